import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planOutputs } from '../../src/cli/lint/output-plan.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const wrong = 'FROM scratch\nBOGUS\n';
const finding = 'Dockerfile:2:1: error DL1000 unknown instruction: BOGUS\n';

function plans(formats: readonly string[], files: readonly string[] = []): readonly string[] {
  return planOutputs(formats, files).map(({ file, format }) => `${format}>${file}`);
}

describe('formats and files', () => {
  it.each([
    [[], [], ['undefined>undefined']],
    [['json'], [], ['json>undefined']],
    [['json', 'sarif'], ['a'], ['json>a', 'sarif>undefined']],
    [['json'], ['a', 'b', 'c'], ['json>a', 'tty>b', 'tty>c']],
    [[], ['a'], ['tty>a']],
    [['json:a', 'sarif', 'gnu'], ['b'], ['json>a', 'sarif>b', 'gnu>undefined']],
    [['json,sarif:b,gnu:c'], [], ['json>undefined', 'sarif>b', 'gnu>c']],
    [['json:a,b.json'], [], ['json>a,b.json']],
    [['json:C:\\a.json'], [], ['json>C:\\a.json']],
    [
      ['json:-', 'gnu', 'tty'],
      ['-', '/dev/stdout'],
      ['json>undefined', 'gnu>undefined', 'tty>undefined'],
    ],
    [['gitlab_codeclimate:x'], [], ['gitlab>x']],
  ])('%j with %j are %j', (formats, files, expected) => {
    expect(plans(formats, files)).toEqual(expected);
  });

  it.each([
    [['-f', 'jsn'], "--format is one of pretty, compact, .*; not 'jsn', did you mean 'json'\\?"],
    [['-f', 'json,'], "--format is one of .*; not ''"],
    [['-f', 'json,xyz:file'], "--format is one of .*; not 'xyz'"],
    [['-f', 'json:'], "--format json: needs the name of a file behind the ':'"],
    [
      ['-f', 'json', '-f', 'gnu,json'],
      '--format json goes to standard output twice; json:FILE goes to a file',
    ],
    [['-f', 'gitlab,gitlab_codeclimate:-'], '--format gitlab goes to standard output twice'],
    [['-f', 'json:a', '-f', 'sarif:./a'], 'two reports cannot both be written to \\./a'],
  ])('%j are refused', async (argv, message) => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    const { exit, stderr, stdout } = await run(argv, { cwd });
    expect(stderr).toMatch(new RegExp(`^dlint: ${message}.*\\n$`));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });
});

describe('a report in a file', () => {
  it('comes beside the one that is shown', async () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    const { exit, stdout } = await run(['-f', 'compact', '-f', 'json:out.json', '-f', 'pretty:out.txt'], {
      cwd,
      isTerminal: true,
    });
    expect(exit).toBe(1);
    expect(stdout).toContain('\u001B[');
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject([{ code: 'DL1000' }]);
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/^error\[DL1000\]: .*✖ 1 error in 1 file\n$/s);
    expect(readdirSync(cwd).toSorted()).toEqual(['Dockerfile', 'out.json', 'out.txt']);
  });

  it('takes the place of an older one, keeps its mode, and is written through a link', async () => {
    const cwd = temporaryFolder({
      Dockerfile: wrong,
      'real/old': 'something longer than what is new\n'.repeat(9),
    });
    symlinkSync('real/old', join(cwd, 'link'));
    const { mode } = statSync(join(cwd, 'real/old'));
    await run(['-f', 'compact:link'], { cwd });
    expect(readFileSync(join(cwd, 'real/old'), 'utf8')).toBe(finding);
    expect(statSync(join(cwd, 'real/old')).mode).toBe(mode);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['old']);
  });

  it('may be a device', async () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    expect(await run(['-f', 'compact:/dev/null'], { cwd })).toEqual({ exit: 1, stdout: '', stderr: '' });
  });

  it.each([
    ['missing/out.json', 'missing/out.json: cannot be written: no such file or directory'],
    ['directory', 'directory: is a directory, not a file to write to'],
    ['Dockerfile/x', 'Dockerfile/x: cannot be written: not a directory'],
  ])('%s cannot be: then nothing is linted', async (file, message) => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    mkdirSync(join(cwd, 'directory'));
    const { exit, stderr, stdout } = await run(['-f', 'json:first.json', '-f', `json:${file}`], { cwd });
    expect(stderr).toBe(`dlint: ${message}\n`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(readdirSync(cwd).toSorted()).toEqual(['Dockerfile', 'directory']);
  });

  it.skipIf(process.platform !== 'linux')('that cannot be finished is told', async () => {
    const cwd = temporaryFolder({ Dockerfile: wrong });
    const { exit, stderr } = await run(['-f', 'json:/dev/full', '-f', 'compact:other'], { cwd });
    expect(stderr).toBe('dlint: /dev/full: cannot be written: no space left on device\n');
    expect(exit).toBe(2);
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });

  it('stays as it was where the run is interrupted', async () => {
    const cwd = temporaryFolder({ Dockerfile: wrong, out: 'old\n' });
    const interruption = new AbortController();
    interruption.abort();
    const { exit } = await run(['-f', 'compact:out'], { cwd, signal: interruption.signal });
    expect(exit).toBe(130);
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('old\n');
    expect(readdirSync(cwd).toSorted()).toEqual(['Dockerfile', 'out']);
  });
});

it('names files in reports for other programs as it is told', async () => {
  const cwd = temporaryFolder({ Dockerfile: wrong });
  const { stdout } = await run(['-f', 'checkstyle', '--file-path-in-report', 'api/Dockerfile'], { cwd });
  expect(stdout).toContain('name="api/Dockerfile"');
});
