import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunOptions, run } from './run.ts';

const text = 'FROM alpine:latest\nCMD ["a"]\nCMD ["b"]\n';
const both = ['warning DL3007', 'warning DL4003'];

/** `severity code` of what is found in a Dockerfile in the working directory. */
async function lint(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  env: RunOptions['env'] = {},
) {
  const cwd = temporaryFolder({ Dockerfile: text, ...files });
  const { exit, stderr, stdout } = await run([...argv, 'Dockerfile'], { cwd, env });
  const found = [...stdout.matchAll(/^Dockerfile:\d+:\d+: (\w+ \S+)/gm)].map(([, finding]) => finding);
  return { exit, stderr, found, cwd };
}

async function presetOf(cwd: string, env: RunOptions['env'] = {}): Promise<unknown> {
  const { stdout } = await run(['--print-config', 'Dockerfile'], { cwd, env });
  const { config, preset } = JSON.parse(stdout);
  return { config, preset };
}

describe("hadolint's configuration", () => {
  it.each([['.hadolint.yaml'], ['.hadolint.yml']])('in %s makes its preset the default', async (name) => {
    const { cwd, exit, found } = await lint({ [name]: 'ignored: [DL4003]\nfailure-threshold: info\n' });
    expect({ exit, found }).toEqual({ exit: 1, found: ['warning DL3007'] });
    expect(await presetOf(cwd)).toEqual({ config: name, preset: 'hadolint' });
    expect((await run(['--preset', 'strict', '-V', 'Dockerfile'], { cwd })).stderr).toContain(
      'preset strict',
    );
  });

  it.each([
    ['config/hadolint.yaml', { XDG_CONFIG_HOME: 'config' }],
    ['config/hadolint.yml', { XDG_CONFIG_HOME: 'config', HOME: 'home' }],
    ['home/.config/hadolint.yaml', { HOME: 'home' }],
    ['home/.hadolint/hadolint.yaml', { HOME: 'home', XDG_CONFIG_HOME: 'config' }],
    ['home/.hadolint/config.yml', { HOME: 'home' }],
    ['home/.hadolint.yaml', { HOME: 'home' }],
  ])('in %s holds without it', async (name, places) => {
    const folder = temporaryFolder({ [name]: 'ignored: [DL4003]', 'work/Dockerfile': text });
    const env = Object.fromEntries(Object.entries(places).map(([key, value]) => [key, join(folder, value)]));
    const cwd = join(folder, 'work');
    expect(await presetOf(cwd, env)).toEqual({ config: join(folder, name), preset: 'recommended' });
    expect((await run(['Dockerfile'], { cwd, env })).stdout).not.toContain('DL4003');
  });

  it('is looked for in the working directory alone, and only where there is none of dlint', async () => {
    const cwd = temporaryFolder({
      '.git/HEAD': '',
      '.hadolint.yaml': 'ignored: [DL3007]',
      'own/.dlint.yaml': 'preset: recommended',
      'own/Dockerfile': text,
      'other/.hadolint.yaml': 'ignored: [DL4003]',
      'other/Dockerfile': text,
    });
    const { stdout } = await run([], { cwd });
    expect(stdout.match(/^\w+.*DL\d+/gm)?.map((line) => line.replace(/:.* /, ' '))).toEqual([
      'other/Dockerfile DL4003',
      'own/Dockerfile DL3007',
      'own/Dockerfile DL4003',
    ]);
    expect(await presetOf(join(cwd, 'own'))).toEqual({ config: '.dlint.yaml', preset: 'recommended' });
  });

  it.each([
    ['', both],
    ['ignored: []\noverride:\n', both],
    ['ignored:\n- DL3007\n- SC2086\n- DL9999\nno-such-key: 1\nformat: null\n', ['warning DL4003']],
    ['override: { style: [DL3007], info: [DL4003], more: [x] }', ['style DL3007', 'info DL4003']],
    ['override: { style: [DL3007], error: [DL3007], info: [DL3007] }', ['error DL3007', 'warning DL4003']],
    ['override: { error: [DL3007] }\nignored: [DL3007]', ['warning DL4003']],
    ['override: { info: [DL3057] }', ['info DL3057', ...both]],
    ['trustedRegistries: [ghcr.io]', ['error DL3026', ...both]],
    ['trustedRegistries: docker.io', both],
    ['label-schema: { author: text, other: "" }', ['info DL3049', 'info DL3049', ...both]],
  ])('%j is read as hadolint does', async (config, found) => {
    const { stderr, ...ran } = await lint({ '.hadolint.yaml': config });
    expect(stderr).toBe('');
    expect(ran.found.toSorted()).toEqual(found.toSorted());
  });

  it.each([
    ['failure-threshold: error', 0],
    ['failure-threshold: warning', 1],
    ['failure-threshold: none\noverride: { style: [DL3007, DL4003] }', 1],
    ['failure-threshold: ignore\noverride: { style: [DL3007, DL4003] }', 1],
    ['override: { style: [DL3007, DL4003] }', 0],
    ['no-fail: true', 0],
    ['no-fail: true\nfailure-threshold: error\noverride: { error: [DL3007] }', 0],
  ])('%j gives exit code %i', async (config, exit) => {
    expect((await lint({ '.hadolint.yaml': config })).exit).toBe(exit);
  });

  it('can forbid comments that ignore', async () => {
    const Dockerfile = `# hadolint global ignore=DL3007,DL4003\n${text}`;
    expect((await lint({ '.hadolint.yaml': '', Dockerfile })).found).toEqual([]);
    const config = 'disable-ignore-pragma: true';
    expect((await lint({ '.hadolint.yaml': config, Dockerfile })).found).toEqual(both);
  });

  it.each([
    ['ignored: [', '1:11: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['[]', '1:1: a configuration is a mapping, not a list'],
    ['ignored: {}', '1:10: `ignored` is a list, not a mapping'],
    ['strict-labels: yes', '1:16: `strict-labels` is true or false, not `yes`'],
    [
      'label-schema: { a: uri }',
      '1:20: `a` is one of text, url, rfc3339, semver, hash, spdx, email; not `uri`, did you mean `url`?',
    ],
  ])('that is broken, %j, is an error', async (config, message) => {
    const { exit, found, stderr } = await lint({ '.hadolint.yaml': config });
    expect({ exit, found, stderr }).toEqual({
      exit: 2,
      found: [],
      stderr: `dlint: .hadolint.yaml:${message}\n`,
    });
  });

  it.each([['ci/hadolint.yml'], ['ci/lint.yaml']])('can be named: %s', async (name) => {
    const { found } = await lint({ [name]: 'ignored: [DL3007]' }, ['-c', name]);
    expect(found).toEqual(['warning DL4003']);
  });
});

describe("hadolint's environment variables", () => {
  it.each([
    [{ HADOLINT_IGNORE: 'DL3007, DL9999' }, ['warning DL4003']],
    [
      { HADOLINT_OVERRIDE_ERROR: 'DL3007', HADOLINT_OVERRIDE_STYLE: 'DL4003' },
      ['error DL3007', 'style DL4003'],
    ],
    [{ HADOLINT_OVERRIDE_WARNING: '', HADOLINT_OVERRIDE_INFO: 'DL4003' }, ['warning DL3007', 'info DL4003']],
    [{ HADOLINT_TRUSTED_REGISTRIES: 'ghcr.io,docker.io' }, both],
    [{ HADOLINT_TRUSTED_REGISTRIES: 'ghcr.io' }, ['error DL3026', ...both]],
    [{ HADOLINT_REQUIRE_LABELS: 'author:text,junk:junk' }, ['info DL3049', ...both]],
  ])('%j count under every preset', async (env, found) => {
    expect((await lint({}, ['--preset', 'hadolint'], env)).found.toSorted()).toEqual(found.toSorted());
    expect((await lint({ '.dlint.yaml': 'preset: hadolint' }, [], env)).found.toSorted()).toEqual(
      found.toSorted(),
    );
    expect((await lint({ '.hadolint.yaml': '' }, [], env)).found.toSorted()).toEqual(found.toSorted());
    expect((await lint({}, [], env)).found.toSorted()).toEqual(found.toSorted());
  });

  it.each([
    [{ HADOLINT_NOFAIL: 'Yes' }, 0],
    [{ HADOLINT_NOFAIL: '0' }, 1],
    [{ HADOLINT_FAILURE_THRESHOLD: 'error' }, 0],
    [{ HADOLINT_FAILURE_THRESHOLD: 'junk' }, 1],
  ])('%j give exit code %i', async (env, exit) => {
    expect((await lint({}, ['--preset', 'hadolint'], env)).exit).toBe(exit);
    expect((await lint({}, ['--preset', 'recommended'], env)).exit).toBe(exit);
    expect((await lint({ '.dlint.yaml': 'failure-threshold: style' }, [], env)).exit).toBe(exit);
  });

  it("stand below hadolint's file and above one of dlint's", async () => {
    const env = { HADOLINT_FAILURE_THRESHOLD: 'error', HADOLINT_IGNORE: 'DL3007' };
    const below = await lint({ '.hadolint.yaml': 'failure-threshold: warning\nignored: [DL4000]' }, [], env);
    expect(below).toMatchObject({ exit: 1, found: ['warning DL4003'] });
    const config = 'preset: hadolint\nfailure-threshold: warning\nrules: { DL3007: error }';
    expect(await lint({ '.dlint.yaml': config }, [], env)).toMatchObject({
      exit: 0,
      found: ['warning DL4003'],
    });
    const forced = await lint({ '.dlint.yaml': config }, ['--rule', 'DL3007=error'], env);
    expect(forced).toMatchObject({ exit: 1, found: ['error DL3007', 'warning DL4003'] });
  });
});
