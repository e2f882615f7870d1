import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const clean = 'FROM scratch\n';
/** BuildKit's refusals are the same under every preset. */
const wrong = 'FROM scratch\nBOGUS\n';
const finding = ':2:1: error DL1000 unknown instruction: BOGUS';

describe('what is linted', () => {
  it('is a file, whatever its name, each once', async () => {
    const cwd = temporaryFolder({ 'any name': wrong, Dockerfile: clean });
    const { exit, stdout, stderr } = await run(['any name', './Dockerfile', '.', './any name'], { cwd });
    expect(stdout).toBe(`any name${finding}\n`);
    expect(stderr).toBe('');
    expect(exit).toBe(1);
  });

  it('is standard input', async () => {
    const shown = await run(['-'], { stdin: wrong });
    expect(shown.stdout).toBe(`<stdin>${finding}\n`);
    const named = await run(['--stdin-filename', 'api/Dockerfile', '-', '-'], { stdin: wrong });
    expect(named).toEqual({ exit: 1, stdout: `api/Dockerfile${finding}\n`, stderr: '' });
  });

  it('is reached by a link, and through an absolute path', async () => {
    const cwd = temporaryFolder({ 'real/Dockerfile': wrong });
    symlinkSync('real', join(cwd, 'link'));
    expect((await run(['link'], { cwd })).stdout).toBe(`link/Dockerfile${finding}\n`);
    expect((await run([join(cwd, 'real')], { cwd })).stdout).toBe(`${cwd}/real/Dockerfile${finding}\n`);
  });
});

describe('an input that cannot be linted', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(wrong, 'utf16le')]);

  it.each([
    ['missing', 'missing: no such file or directory'],
    ['Dockerfile/x', 'Dockerfile/x: not a directory'],
    ['empty', 'empty: no Dockerfile in this directory or below it; name the file'],
    ['binary', 'binary: is a binary file (NUL byte at offset 4), not a Dockerfile'],
    ['utf16', 'utf16: is UTF-16; save it as UTF-8'],
    ['loop', 'loop: too many symbolic links encountered'],
    ['', "'': a file name cannot be empty"],
    ['a\nb\u001b[2J', 'a␊b␛[2J: no such file or directory'],
  ])('%j does not silence the others', async (operand, message) => {
    const cwd = temporaryFolder({ Dockerfile: wrong, binary: 'FROM\0scratch', utf16 });
    mkdirSync(join(cwd, 'empty'));
    symlinkSync('loop', join(cwd, 'loop'));
    const { exit, stdout, stderr } = await run([operand, 'Dockerfile'], { cwd });
    expect(stderr).toBe(`dlint: ${message}\n`);
    expect(stdout).toBe(`Dockerfile${finding}\n`);
    expect(exit).toBe(2);
  });

  it.each([
    ['lnt', "dlint: 'lnt' is no command either, did you mean 'dlint lint'?\n"],
    ['missing', ''],
    ['wrong', ''],
  ])('%j may be a command that was meant', async (operand, hint) => {
    const cwd = temporaryFolder({ Dockerfile: clean });
    const missing = (name: string): string => `dlint: ${name}: no such file or directory\n`;
    expect((await run([operand, 'Dockerfile'], { cwd })).stderr).toBe(missing(operand) + hint);
    expect((await run(['Dockerfile', operand], { cwd })).stderr).toBe(missing(operand));
    const there = temporaryFolder({ [operand]: clean });
    expect(await run([operand], { cwd: there })).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  it('leaves a JSON report whole', async () => {
    const { exit, stdout, stderr } = await run(['-f', 'json', 'missing']);
    expect(stderr).toBe('dlint: missing: no such file or directory\n');
    expect(JSON.parse(stdout)).toEqual([]);
    expect(exit).toBe(2);
  });
});

describe('the exit code', () => {
  it.each([
    [[], 1],
    [['-t', 'error'], 1],
    [['-tnone'], 0],
    [['--failure-threshold=style'], 1],
    [['--preset', 'buildkit'], 1],
    [['--preset', 'hadolint'], 1],
  ])('with %j for an error is %i', async (options, exit) => {
    expect((await run([...options, '-'], { stdin: wrong })).exit).toBe(exit);
  });

  it.each([
    [[], 1],
    [['-t', 'warning'], 1],
    [['-t', 'error'], 0],
    [['-t', 'none'], 0],
  ])('with %j for a warning is %i', async (options, exit) => {
    const ran = await run([...options, '-'], { stdin: 'FROM debian:latest\n' });
    expect(ran.stdout).toContain('warning DL3007');
    expect(ran.exit).toBe(exit);
  });

  it('is 0 for a clean file', async () => {
    expect(await run(['-'], { stdin: clean })).toEqual({ exit: 0, stdout: '', stderr: '' });
  });
});

describe('the format', () => {
  it('is for people on a terminal, for programs elsewhere', async () => {
    const seen = await run(['-'], { stdin: wrong, isTerminal: true });
    expect(seen.stdout).toContain('\u001B[');
    expect(seen.stdout).toContain('1 error');
    const piped = await run(['-'], { stdin: wrong });
    expect(piped.stdout).toBe(`<stdin>${finding}\n`);
  });

  it.each([
    [[], {}, true, true],
    [[], {}, false, false],
    [['--no-color'], { FORCE_COLOR: '1' }, true, false],
    [['--color'], { NO_COLOR: '1' }, false, true],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [[], { TERM: 'dumb' }, true, false],
  ])('with %j, %j, terminal %s has colour: %s', async (options, env, isTerminal, coloured) => {
    const { stdout } = await run([...options, '-'], { stdin: wrong, env, isTerminal });
    expect(stdout.includes('\u001B[')).toBe(coloured);
  });

  it('cannot be both with and without colour', async () => {
    expect((await run(['--color', '--no-color'])).stderr).toContain(
      '--color and --no-color exclude each other',
    );
  });

  it('json gives every finding with its range', async () => {
    const cwd = temporaryFolder({ a: 'FROM scratch\r\n\u{1F433}BOGUS\u202E x\r\n', b: wrong });
    const { stdout } = await run(['--format', 'json', 'a', 'b'], { cwd });
    expect(stdout).not.toContain('\u202E');
    const rule = 'unknown-instruction';
    const common = { line: 2, column: 1, endLine: 2, level: 'error', code: 'DL1000', rule };
    expect(JSON.parse(stdout)).toEqual([
      { file: 'a', ...common, endColumn: 9, message: expect.stringContaining('BOGUS\u202E') },
      { file: 'b', ...common, endColumn: 6, message: 'unknown instruction: BOGUS' },
    ]);
  });

  it('never sends control characters of a file to the terminal', async () => {
    for (const format of ['pretty', 'compact']) {
      const { stdout } = await run(['-f', format, '-'], {
        stdin: 'FROM scratch\n\u001B]0;x\u0007\u009B2J\n',
      });
      expect(stdout).toContain('␛]0;x␇<U+009B>2J');
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
    }
  });

  it('quiet leaves out the summary', async () => {
    const args = ['-f', 'pretty', '-'];
    const { stdout } = await run(args, { stdin: wrong });
    expect(stdout).toMatch(/\n\n✖ 1 error in 1 file\n$/);
    expect((await run(['-q', ...args], { stdin: wrong })).stdout).toBe(stdout.replace(/✖.*\n/, ''));
    expect((await run(args, { stdin: clean })).stdout).toBe('✔ no problems in 1 file\n');
    expect((await run(['-q', ...args], { stdin: clean })).stdout).toBe('');
  });

  it('counts files in the summary', async () => {
    const cwd = temporaryFolder({ a: wrong, b: `${wrong}WORSE\n`, c: clean });
    expect((await run(['-f', 'pretty', 'a', 'b', 'c'], { cwd })).stdout).toMatch(
      /✖ 3 errors in 2 of 3 files\n$/,
    );
  });
});

describe('what lint assumes of the build', () => {
  const text = 'ARG TAG\nFROM alpine:$TAG AS app\n';

  it('takes build arguments, from the environment too', async () => {
    expect((await run(['-'], { stdin: text })).stdout).toMatch(/:2:6: error DL1000 .*`ARG TAG=…`/);
    expect(await run(['--build-arg', 'TAG=3.20', '-'], { stdin: text })).toMatchObject({
      exit: 0,
      stdout: '',
    });
    const fromEnvironment = { stdin: text, env: { TAG: '3.20' } };
    expect(await run(['--build-arg', 'TAG', '-'], fromEnvironment)).toMatchObject({ exit: 0, stdout: '' });
  });

  it('finds what BuildKit refuses in all stages, and with a target in those that it needs', async () => {
    const stdin = 'FROM scratch AS ok\nFROM scratch AS bad\nVOLUME $X\n';
    const lint = async (...argv: readonly string[]) =>
      (await run(['lint', '--preset=buildkit', ...argv, '-'], { stdin })).stdout;
    const refusal = '3:8: error DL1000 VOLUME specified can not be an empty string';
    expect(await lint()).toContain(refusal);
    expect(await lint('--target=bad')).toContain(refusal);
    expect(await lint('--target=ok')).not.toContain('DL1000');
  });

  it('takes a context that is there', async () => {
    const cwd = temporaryFolder({ Dockerfile: clean });
    expect(await run(['--context', '.', 'Dockerfile'], { cwd })).toEqual({ exit: 0, stdout: '', stderr: '' });
    for (const context of ['missing', 'Dockerfile']) {
      const { exit, stderr } = await run(['--context', context, 'Dockerfile'], { cwd });
      expect(exit).toBe(2);
      expect(stderr).toMatch(/^dlint: --context: there is no directory \S+ \(see dlint lint --help\)\n$/);
    }
  });

  it('takes a target', async () => {
    const argv = ['--build-arg', 'TAG=3.20', '--target', 'ap', '-'];
    const { exit, stdout } = await run(argv, { stdin: text });
    expect(exit).toBe(1);
    expect(stdout).toContain('target stage "ap" could not be found (did you mean app?)');
  });
});
