import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunOptions, run } from './run.ts';

const Dockerfile = 'FROM alpine:latest\n';

async function lint(
  argv: readonly string[],
  config: string | undefined,
  env: RunOptions['env'] = {},
  isTerminal = false,
) {
  const cwd = temporaryFolder({ Dockerfile, ...(config === undefined ? {} : { '.hadolint.yaml': config }) });
  return { cwd, ...(await run([...argv, 'Dockerfile'], { cwd, env, isTerminal })) };
}

/** What a line of each format looks like. */
const looks = {
  compact: /^Dockerfile:1:\d+: warning DL3007/m,
  gnu: /^(?:dlint|hadolint):Dockerfile:1:(?:\d+:)? DL3007 warning/m,
  json: /^\[/m,
  tty: /^Dockerfile:1 DL3007 warning/m,
} as const;

function formatsIn(text: string): readonly string[] {
  return Object.entries(looks).flatMap(([name, look]) => (look.test(text) ? [name] : []));
}

describe('the formats that hadolint is told of', () => {
  it.each([
    [[], undefined, undefined, ['compact']],
    [[], undefined, 'tty', ['tty']],
    [[], undefined, 'json, junk,gnu', ['gnu', 'json']],
    [[], undefined, 'junk', ['compact']],
    [[], 'format: gnu', undefined, ['gnu']],
    [[], 'format: gnu', 'json', ['gnu']],
    [[], 'format: gnu\nformats: [json]', undefined, ['gnu', 'json']],
    [[], 'format: gnu\nformats: [gnu, json]', undefined, ['gnu', 'json']],
    [[], 'formats: gitlab_codeclimate', undefined, ['json']],
    [['-f', 'tty'], 'format: gnu', 'json', ['tty']],
    [['-f', 'tty,gnu'], 'format: json', undefined, ['gnu', 'tty']],
  ])('options %j, file %j, environment %j: %j', async (argv, config, variable, formats) => {
    const env = variable === undefined ? {} : { HADOLINT_FORMAT: variable };
    const { stderr, stdout } = await lint(argv, config, env);
    expect(stderr).toBe('');
    expect(formatsIn(stdout)).toEqual(formats);
  });

  it('are paired with the files of the command line', async () => {
    const { cwd, stdout } = await lint(['-o', 'a.json', '-o', 'b.txt'], 'format: json');
    expect(stdout).toBe('');
    expect(formatsIn(readFileSync(join(cwd, 'a.json'), 'utf8'))).toEqual(['json']);
    expect(formatsIn(readFileSync(join(cwd, 'b.txt'), 'utf8'))).toEqual(['tty']);
  });

  it('are looked at by none where a configuration of dlint counts', async () => {
    const cwd = temporaryFolder({ Dockerfile, '.hadolint.yaml': 'format: json', '.dlint.yaml': '' });
    expect(formatsIn((await run([], { cwd })).stdout)).toEqual(['compact']);
  });

  it('are told where there is none of that name', async () => {
    const { exit, stderr, stdout } = await lint([], 'format: jsn');
    expect(stderr).toMatch(/^dlint: \.hadolint\.yaml:1:9: `format` is one of .*did you mean `json`\?\n$/);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  });
});

describe("hadolint's other settings of a run", () => {
  it.each([
    ['no-color: true', [], false],
    ['no-color: false', [], true],
    ['no-color: true', ['--color'], true],
  ])('%j with %j has colour: %s', async (config, argv, coloured) => {
    const { stdout } = await lint(argv, config, {}, true);
    expect(stdout.includes('\u001B[')).toBe(coloured);
  });

  it.each([
    ['verbose: true', {}, true],
    ['verbose: true', { HADOLINT_VERBOSE: '0' }, true],
    ['', { HADOLINT_VERBOSE: 'on' }, true],
    ['', { HADOLINT_VERBOSE: 'off' }, false],
  ])('%j with %j is verbose: %s', async (config, env, isVerbose) => {
    expect((await lint([], config, env)).stderr.includes('preset hadolint')).toBe(isVerbose);
  });

  it('have the last word about failing, as there', async () => {
    expect((await lint(['-t', 'style'], '', { HADOLINT_NOFAIL: '1' })).exit).toBe(0);
    expect((await lint(['-t', 'style'], 'no-fail: true')).exit).toBe(0);
    expect((await lint(['-t', 'style', '--no-fail'], '')).exit).toBe(0);
  });

  it.each([
    ['codeclimate', 0],
    ['codacy', 0],
    ['gitlab_codeclimate', 1],
  ])('leave it to the platform what fails, with %s: %i', async (format, exit) => {
    expect((await lint(['-f', format], '')).exit).toBe(exit);
    expect((await lint(['-f', format, '--preset', 'recommended'], '')).exit).toBe(1);
  });

  it('take the threshold ignore for every finding', async () => {
    expect((await lint(['-t', 'ignore', '--style', 'DL3007'], '')).exit).toBe(1);
    expect((await lint(['-t', 'info', '--style', 'DL3007'], '')).exit).toBe(0);
  });
});
