import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

it.each([1, 3])('the code that a first run with %i threads keeps is what the next one takes', (jobs) => {
  const files = Array.from({ length: 80 }, (_, index) => [`in/${index}.Dockerfile`, 'FROM a:latest\n']);
  const folder = temporaryFolder(Object.fromEntries(files));
  for (const name of ['bin', 'dist', 'package.json']) {
    const filter = (path: string): boolean => !path.endsWith('.cache');
    cpSync(join(root, name), join(folder, name), { recursive: true, filter });
  }
  const argv = [join(folder, 'bin/dlint.js'), '-j', String(jobs), '--shellcheck', 'off', 'in'];
  const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(folder, 'cache') };
  expect(spawnSync(process.execPath, argv, { cwd: folder, env }).status).toBe(1);
  const kept = join(folder, 'cache/dlint/code');
  const [name, ...rest] = readdirSync(kept);
  expect(rest).toEqual([]);
  const cachedData = readFileSync(join(kept, name ?? ''));
  const script = new Script(readFileSync(join(folder, 'dist/cli.cjs'), 'latin1'), { cachedData });
  expect(script.cachedDataRejected).toBe(false);
});
