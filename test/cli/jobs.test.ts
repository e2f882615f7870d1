import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ThreadSetup } from '../../src/cli/lint/threads/lint-message.ts';
import { serveLint } from '../../src/cli/lint/threads/serve-lint.ts';
import { ThreadPool } from '../../src/cli/lint/threads/thread-pool.ts';
import { emptyLayer } from '../../src/lint/config/config.ts';
import { mergeLayers } from '../../src/lint/config/merge-layers.ts';
import { noAssumptions } from '../../src/model/assumptions.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const bin = join(import.meta.dirname, '../../bin/dlint.js');

/** Enough files for three threads. */
const COUNT = 80;

const name = (index: number): string => `${String(index).padStart(3, '0')}.Dockerfile`;

/** Every file has other findings. */
function dockerfiles(): Record<string, string> {
  const texts = Array.from({ length: COUNT }, (_, index): [string, string] => [
    name(index),
    `FROM alpine:latest\nWORKDIR ${'a/'.repeat(index + 1)}\nRUN cd /x && cat $${index}\n${'BOGUS\n'.repeat(index % 3)}`,
  ]);
  return Object.fromEntries(texts);
}

async function lint(cwd: string, jobs: number, ...args: readonly string[]) {
  return run(['-j', String(jobs), '--preset', 'all', '--shellcheck', 'off', ...args], { cwd });
}

describe('--jobs', () => {
  it('changes nothing but the time', async () => {
    const cwd = temporaryFolder({ ...dockerfiles(), '.dockerignore': '*.txt\n' });
    const alone = await lint(cwd, 1, '-f', 'json');
    expect(alone.exit).toBe(1);
    expect(JSON.parse(alone.stdout).length).toBeGreaterThan(COUNT * 3);
    expect(await lint(cwd, 3, '-f', 'json')).toEqual(alone);
  });

  it.each(['buildkit-check', 'pretty', 'sarif'])('gives the %s format what it needs', async (format) => {
    const cwd = temporaryFolder(dockerfiles());
    expect(await lint(cwd, 3, '-f', format)).toEqual(await lint(cwd, 1, '-f', format));
  });

  it('gives each file its configuration', async () => {
    const config =
      'rules: {DL3007: error}\noverrides: [{files: "00*.Dockerfile", rules: {DL3007: off}}]\nignore: "07*"\n';
    const cwd = temporaryFolder({ ...dockerfiles(), '.dlint.yaml': config });
    const alone = await lint(cwd, 1);
    expect(alone.stdout).toContain('010.Dockerfile:1:13: error DL3007');
    expect(alone.stdout).not.toMatch(/^00\d\.Dockerfile:1:13/m);
    expect(await lint(cwd, 3)).toEqual(alone);
  });

  it('keeps the order with files that threads cannot be sent, or that cannot be read', async () => {
    const plugin =
      "export default { name: 'acme', rules: { odd: { summary: 'Odd', why: 'Why.', category: 'style', severity: 'error', presets: {}, messages: { odd: 'Odd' }, check: ({ report }) => ({ From: (node) => report('odd', node) }) } } };";
    const files = Object.entries(dockerfiles()).map(([file, text]) => [
      `sub${Number(file[2]) % 2}/${file}`,
      text,
    ]);
    const cwd = temporaryFolder({
      ...Object.fromEntries(files),
      'sub1/.dlint.yaml': 'plugins: ../acme.mjs\nrules: {acme/odd: error}\n',
      'acme.mjs': plugin,
      'sub0/binary.Dockerfile': 'FROM scratch\n\0\0\0\n',
    });
    const alone = await lint(cwd, 1);
    expect(alone.stdout).toContain('acme/odd');
    expect(alone.stderr).toContain('binary.Dockerfile');
    expect(await lint(cwd, 3)).toEqual(alone);
  });

  it('ends its threads when it is interrupted, and what they run', async () => {
    const scripts = Array.from({ length: COUNT * 5 }, (_, index): [string, string] => [
      name(index),
      `FROM alpine:3.20\nRUN ${`echo $a${index} && `.repeat(200)}true\n`,
    ]);
    const [cwd, TMPDIR] = [temporaryFolder(Object.fromEntries(scripts)), temporaryFolder()];
    const child = spawn(process.execPath, [bin, '-j', '3', '--no-cache'], {
      cwd,
      env: { ...process.env, TMPDIR },
    });
    // Its scripts lie there while ShellCheck runs.
    while (readdirSync(TMPDIR).length === 0) await setTimeout(10);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  it('lints on where ShellCheck cannot be given its scripts', () => {
    const cwd = temporaryFolder(dockerfiles());
    const env = { ...process.env, TMPDIR: join(cwd, 'missing') };
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, '-j', '3', '--no-cache'], {
      cwd,
      env,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^dlint: shellcheck cannot be given its scripts in \S+: ENOENT: no such file or directory; some scripts of RUN are not checked by it\n$/,
    );
    expect(stdout.match(/ DL3007 /g)).toHaveLength(COUNT);
  });

  const setup = {
    options: { shellcheck: 'off', 'no-cache': false, quiet: false, checkers: 1 },
    surroundings: { assumptions: noAssumptions, context: undefined, cwd: import.meta.dirname },
    env: {},
  } as const;
  const file = {
    name: 'Dockerfile',
    bytes: Buffer.from('FROM scratch\nBOGUS\n'),
    effective: mergeLayers([emptyLayer]),
  };
  const linted = { outcomes: [{ diagnostics: [{ code: 'DL1000' }] }] };

  it('goes on behind what cannot be sent', async () => {
    const pool = new ThreadPool(1, setup);
    // A function cannot be sent.
    const odd = { ...file, name: (() => '') as unknown as string };
    const [broken, sound] = await Promise.allSettled([pool.lint([odd]), pool.lint([file])]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { name: 'DataCloneError' } });
    expect(sound).toMatchObject({ value: linted });
    await pool.close();
  });

  it('does without a thread that ends before it is asked for anything', async () => {
    // It throws as it begins.
    const broken = { ...setup, surroundings: undefined } as unknown as ThreadSetup;
    const pool = new ThreadPool(1, broken);
    await expect(pool.lint([file])).rejects.toThrow();
    await pool.close();
    const unused = new ThreadPool(1, broken);
    while (unused.size > 0) await setTimeout(10);
    const answer = unused.lint([file]);
    expect(await unused.help(serveLint(setup, new AbortController().signal))).toBe(true);
    expect(await answer).toMatchObject(linted);
    await unused.close();
  });
});
