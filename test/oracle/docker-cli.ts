import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';

const directory = process.env.DLINT_ORACLE ? join(process.env.DLINT_ORACLE, 'oracle') : '';
const compareProgram = join(directory, 'docker-cli/compare.py');
const root = join(import.meta.dirname, '../..');

/** Seconds for each case: the sink hashes archives of 8 GiB, which takes minutes on a busy machine. */
const patience = 600;

/** What differs in a case on purpose, and why: by the case's name, or by a pattern for several. */
export type Reasons = Readonly<Record<string, string>>;

/**
 * Runs the built command in recorded situations of the docker CLI and compares what it sends. `reasons` are the cases that
 * differ on purpose: one that agrees after all is as wrong as one that is missing. Where the comparison cannot run (it needs
 * root and Python, and network namespaces), the test is left out and says so.
 */
export function compareWithDocker(file: string, reasons: Reasons): void {
  const obstacle = obstacleTo(file);
  if (obstacle !== undefined) {
    if (process.env.CI) it(`agrees with docker (${file})`, () => expect.fail(obstacle));
    else it(`agrees with docker (${file}): left out: ${obstacle}`, { todo: true });
    return;
  }
  it(`agrees with docker (${file})`, { timeout: 3 * patience * 1000 }, () => {
    const { stdout, stderr } = compare(file);
    const total = /^(\d+) of (\d+) cases agree$/m.exec(stdout);
    expect(total, stderr).not.toBeNull();
    const different = [...stdout.matchAll(/^DIFF \S+ (\S.*?) \S+$/gm)].map(([, id = '']) => id);
    console.log(`${file}: ${total?.[0]}, ${Object.keys(reasons).length} differ on purpose`);
    expect(different.filter((id) => !Object.hasOwn(reasons, id))).toEqual([]);
    expect(Object.keys(reasons).filter((id) => !different.includes(id))).toEqual([]);
  });
}

function compare(file: string) {
  // In some cases nothing else is on the PATH, so node is named in full.
  const program = `${process.execPath} bin/dlint.js`;
  const folder = mkdtempSync(join(tmpdir(), 'dlint-cases-'));
  try {
    const cases = join(folder, basename(file));
    writeFileSync(cases, JSON.stringify(withPatience(file)));
    const args = [compareProgram, '--program', program, cases];
    return spawnSync('python3', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withPatience(file: string) {
  const recorded = JSON.parse(readFileSync(join(directory, file), 'utf8')) as {
    cases: { timeout?: number }[];
  };
  return {
    ...recorded,
    cases: recorded.cases.map((each) => ({ ...each, timeout: each.timeout ?? patience })),
  };
}

function obstacleTo(file: string): string | undefined {
  if (directory === '')
    return 'DLINT_ORACLE does not name a folder with the answers of the real implementations';
  if (!existsSync(compareProgram) || !existsSync(join(directory, file))) return 'there are no recorded cases';
  if (process.getuid?.() !== 0) return 'it needs root';
  if (!existsSync(join(root, 'dist/cli.cjs'))) return 'the command is not built (npm run build)';
  const namespace = spawnSync('unshare', ['-mn', 'python3', '-c', '']);
  return namespace.status === 0 ? undefined : 'it needs python3 and namespaces';
}
