import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const directory = process.env.DLINT_ORACLE ? join(process.env.DLINT_ORACLE, 'oracle') : '';
const compareProgram = join(directory, 'docker-cli/compare.py');
const root = join(import.meta.dirname, '../..');

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
  it(`agrees with docker (${file})`, { timeout: 600_000 }, () => {
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
  const args = [compareProgram, '--program', program, join(directory, file)];
  return spawnSync('python3', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
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
