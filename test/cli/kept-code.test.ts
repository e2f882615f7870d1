import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { IdleDaemon } from '../../scripts/idle-daemon.js';
import { temporaryFolder } from '../temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

it.each([1, 3])(
  'the code that a first run with %i threads keeps is what the next one takes',
  async (jobs) => {
    const files = Array.from({ length: 80 }, (_, index) => [`in/${index}.Dockerfile`, 'FROM a:latest\n']);
    const folder = installed(Object.fromEntries(files));
    expect(await run(folder, ['-j', String(jobs), '--shellcheck', 'off', 'in'])).toBe(1);
    expect(keptIn(folder)).toContain('cli.cjs');
    expect(refusedIn(folder)).toEqual([]);
  },
);

it('a first run that builds keeps what the next one takes', async () => {
  const daemon = new IdleDaemon();
  const host = await daemon.listen();
  try {
    const folder = installed({ 'in/Dockerfile': 'FROM scratch\n' });
    expect(await run(folder, ['build', '--builder', 'classic', '-q', '-H', host, 'in'])).toBe(0);
    expect(keptIn(folder)).toEqual(expect.arrayContaining(['cli.cjs', 'build.cjs']));
    expect(refusedIn(folder)).toEqual([]);
  } finally {
    daemon.close();
  }
});

/** The package as it is installed, without the caches of the build. */
function installed(files: Record<string, string>): string {
  const folder = temporaryFolder(files);
  const filter = (path: string): boolean => !path.endsWith('code-cache');
  for (const name of ['bin', 'dist', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter });
  return folder;
}

async function run(folder: string, argv: readonly string[]): Promise<number> {
  const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') };
  const child = spawn(process.execPath, [join(folder, 'bin/dlint.js'), ...argv], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'close');
  return code;
}

function keptIn(folder: string): string[] {
  return readdirSync(placeOfKept(folder));
}

/** Those that V8 would not take in a new process. */
function refusedIn(folder: string): string[] {
  return keptIn(folder).filter((name) => {
    const inStart = join(folder, 'dist', name);
    const code = readFileSync(existsSync(inStart) ? inStart : join(folder, 'dist/cli', name), 'latin1');
    const cachedData = readFileSync(join(placeOfKept(folder), name));
    return new Script(code, { cachedData }).cachedDataRejected;
  });
}

function placeOfKept(folder: string): string {
  const kept = join(folder, 'cache/dlint/code');
  const [name, ...rest] = readdirSync(kept);
  expect(rest).toEqual([]);
  return join(kept, name ?? '');
}
