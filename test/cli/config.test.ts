import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunOptions, run } from './run.ts';

/** Finds DL3007, which says by its severity what is configured. */
const latest = 'FROM alpine:latest\n';
const level = (severity: string): string => `{"rules":{"DL3007":"${severity}"}}`;

/** A repository with a Dockerfile in each of these folders. */
function repository(
  folders: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  const dockerfiles = folders.map((folder) => [join(folder, 'Dockerfile'), latest]);
  return temporaryFolder({ '.git/HEAD': '', ...Object.fromEntries(dockerfiles), ...files });
}

/** `place: severity` of what is found, and everything on standard error. */
async function lint(argv: readonly string[], options: RunOptions) {
  const { exit, stderr, stdout } = await run(argv, options);
  const found = [...stdout.matchAll(/^(.*?):\d+:\d+: (\w+) (\S+)/gm)];
  return { exit, stderr, found: found.map(([, file, severity, code]) => `${file} ${severity} ${code}`) };
}

describe('the configuration of a file', () => {
  it.each([
    ['.dlint.yaml', 'rules: { DL3007: style }'],
    ['.dlint.yml', 'rules:\n  latest-tag: style\n'],
    ['dlint.config.json', level('style')],
    ['package.json', `{"name":"x","bin":{"dlint":"x"},"dlint":${level('style')}}`],
    ['.dlint.yaml', '\uFEFFrules:\r\n  DL3007: style\r\n'],
    ['dlint.config.json', '{\n\t"rules": {\n\t\t"DL3007": "style"\n\t}\n}\n'],
  ])('is in %s', async (name, text) => {
    const cwd = repository(['.'], { [name]: text });
    expect(await lint(['Dockerfile'], { cwd })).toEqual({
      exit: 0,
      stderr: '',
      found: ['Dockerfile style DL3007'],
    });
  });

  it('is the nearest one alone', async () => {
    const cwd = repository(['a', 'a/b/c', 'd'], {
      '.dlint.yaml': `{"failure-threshold":"none",${level('style').slice(1)}`,
      'a/.dlint.yml': level('off'),
      'a/dlint.config.json': level('warning'),
      'a/b/package.json': `{"dlint":${level('error')}}`,
      'd/package.json': '{"bin":{"dlint":"x"}}',
    });
    expect(await lint([], { cwd })).toEqual({
      exit: 1,
      stderr: '',
      found: ['a/b/c/Dockerfile error DL3007', 'd/Dockerfile style DL3007'],
    });
    expect((await lint(['.'], { cwd: join(cwd, 'a/b') })).found).toEqual(['c/Dockerfile error DL3007']);
  });

  it('is not looked for above the repository', async () => {
    const cwd = repository(['a/b'], { '.dlint.yaml': level('style'), 'a/.git/HEAD': '' });
    expect((await lint([], { cwd })).found).toEqual(['a/b/Dockerfile warning DL3007']);
  });

  it('is not looked for above the working directory without a repository', async () => {
    const files = { '.dlint.yaml': level('style'), 'a/.dlint.yaml': level('info'), 'a/b/Dockerfile': latest };
    const folder = temporaryFolder({ ...files, 'c/Dockerfile': latest });
    expect((await lint(['b'], { cwd: join(folder, 'a') })).found).toEqual(['b/Dockerfile info DL3007']);
    expect((await lint(['../a/b'], { cwd: join(folder, 'c') })).found).toEqual([
      '../a/b/Dockerfile warning DL3007',
    ]);
    expect((await lint(['.'], { cwd: join(folder, 'c') })).found).toEqual(['Dockerfile warning DL3007']);
  });

  it('goes by the name that standard input is given', async () => {
    const cwd = repository([], { '.dlint.yaml': level('info'), 'a/.dlint.yaml': level('style') });
    expect((await lint(['-'], { cwd, stdin: latest })).found).toEqual(['<stdin> info DL3007']);
    const named = ['--stdin-filename', 'a/Dockerfile', '-'];
    expect((await lint(named, { cwd, stdin: latest })).found).toEqual(['a/Dockerfile style DL3007']);
  });

  it('is any file that the command line names, or none', async () => {
    const cwd = repository(['.'], { '.dlint.yaml': level('style'), 'x/my.yml': level('info') });
    expect((await lint(['-c', 'x/my.yml', '.'], { cwd })).found).toEqual(['Dockerfile info DL3007']);
    expect((await lint(['--no-config', '.'], { cwd })).found).toEqual(['Dockerfile warning DL3007']);
    expect((await lint(['--no-config', '-c', 'x', '.'], { cwd })).stderr).toContain('exclude each other');
    expect(await lint(['-c', 'y', '.'], { cwd })).toEqual({
      exit: 2,
      stderr: 'dlint: y: no such file or directory\n',
      found: [],
    });
  });
});

describe('overrides and ignored files', () => {
  it('go by the directory of the configuration', async () => {
    const cwd = repository(['a', 'b/a', 'b/c'], {
      '.dlint.yaml': JSON.stringify({
        rules: { DL3007: 'info' },
        overrides: [
          { files: '/a', rules: { DL3007: 'error' } },
          {
            files: ['b/*', '!b/c'],
            preset: 'buildkit',
            rules: { DL3007: 'off' },
            'failure-threshold': 'none',
          },
        ],
      }),
    });
    const found = ['a/Dockerfile error DL3007', 'b/c/Dockerfile info DL3007'];
    expect((await lint([], { cwd })).found).toEqual(found);
    expect((await lint(['../a', 'c', 'a'], { cwd: join(cwd, 'b') })).found).toEqual([
      '../a/Dockerfile error DL3007',
      'c/Dockerfile info DL3007',
    ]);
  });

  it('reach no file outside of it', async () => {
    const cwd = repository(['a', 'b'], { 'b/my.yaml': '{"ignore":"Dockerfile"}' });
    expect((await lint(['-c', 'b/my.yaml', '.'], { cwd })).found).toEqual(['a/Dockerfile warning DL3007']);
  });

  it('leave out a file that is named, too', async () => {
    const cwd = repository(['a', 'b'], { '.dlint.yaml': 'ignore: b' });
    const { exit, stderr, stdout } = await run(['-V', '-f', 'pretty', '-q', 'b/Dockerfile'], { cwd });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(stderr).toBe(
      'dlint: b/Dockerfile: preset recommended, configuration .dlint.yaml, which ignores the file\n',
    );
    expect((await lint(['.'], { cwd })).found).toEqual(['a/Dockerfile warning DL3007']);
  });

  it('set the threshold of their files', async () => {
    const override = { files: 'a', 'failure-threshold': 'none' };
    const cwd = repository(['a', 'b'], { '.dlint.yaml': JSON.stringify({ overrides: [override] }) });
    expect((await lint(['a'], { cwd })).exit).toBe(0);
    expect((await lint(['a', 'b'], { cwd })).exit).toBe(1);
    expect((await lint(['a', '-t', 'style'], { cwd })).exit).toBe(1);
  });
});

describe('extends', () => {
  it('takes presets, files and packages, the later over the earlier', async () => {
    const cwd = repository(['.', 'deep/x'], {
      '.dlint.yaml':
        'extends: [all, "@acme/dlint", ./deep/base.yaml, "@acme/dlint/more.json"]\nrules: { DL4003: off }',
      'node_modules/@acme/dlint/package.json': '{"main":"dlint.yml"}',
      'node_modules/@acme/dlint/dlint.yml':
        'preset: buildkit\noverrides: [{ files: deep/, rules: { DL3007: style } }]',
      'node_modules/@acme/dlint/more.json': '{"failure-threshold":"none"}',
      'deep/base.yaml': 'rules: { DL4003: error }\noverrides: [{ files: x/, rules: { DL3007: info } }]',
    });
    const { stdout } = await run(['--print-config', 'Dockerfile'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      preset: 'buildkit',
      'failure-threshold': 'none',
      rules: { DL3007: 'off', DL4003: 'off' },
    });
    expect((await lint([], { cwd })).found).toEqual(['deep/x/Dockerfile info DL3007']);
  });

  it.each([
    ['./missing.yaml', 'there is no file `./missing.yaml`'],
    ['strcit', '`strcit` is neither a preset nor a package that is installed, did you mean `strict`?'],
    [
      'no-package',
      '`no-package` is neither a preset nor a package that is installed; a file begins with `./`',
    ],
    ['code', 'the package `code` is no configuration: its main file has to be YAML or JSON'],
    ['.dlint.yaml', '`.dlint.yaml` leads back to this file'],
    ['./round.yml', undefined],
  ])('cannot be %s', async (target, message) => {
    const cwd = repository(['.'], {
      '.dlint.yaml': `extends:\n  - ${target}\n`,
      'round.yml': 'extends: ./.dlint.yaml',
      'node_modules/code/package.json': '{}',
      'node_modules/code/index.js': '',
    });
    const expected =
      message === undefined
        ? 'dlint: round.yml:1:10: `./.dlint.yaml` leads back to this file\n'
        : `dlint: .dlint.yaml:2:5: ${message}\n`;
    expect(await lint(['.'], { cwd })).toEqual({ exit: 2, stderr: expected, found: [] });
  });
});

describe('a mistake in a configuration', () => {
  it.each([
    ['.dlint.yaml', 'rules:\n  DL30077: off\n', '2:3: unknown rule `DL30077`, did you mean `DL3007`?'],
    [
      '.dlint.yaml',
      'preset: strict\n# é\nrules: {DL3007: of}\n',
      '3:17: `DL3007` is one of off, error, warning, info, style; not `of`, did you mean `off`?',
    ],
    [
      '.dlint.yaml',
      'overrides:\n  - rules: {}\n',
      '2:5: an override needs `files`, the patterns that it is for',
    ],
    [
      '.dlint.yaml',
      'a: &a { b: 1 }\nrules: *a\n',
      '1:1: unknown key `a`\ndlint: .dlint.yaml:1:9: unknown rule `b`; `dlint rules` lists them',
    ],
    [
      '.dlint.yaml',
      'rules: [',
      '1:9: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['.dlint.yaml', 'rules: {}\nrules: {}\n', '2:1: Map keys must be unique'],
    ['.dlint.yaml', '---\n---\n', '2:1: a configuration is one YAML document'],
    ['.dlint.yaml', 'rules: *a\n', '1:1: Unresolved alias (the anchor must be set before the alias): a'],
    ['.dlint.yaml', 'strict', '1:1: a configuration is a mapping, not `strict`'],
    [
      'dlint.config.json',
      '{\n  "rules": {"DL3007": "of"}\n}',
      '2:23: `DL3007` is one of off, error, warning, info, style; not `of`, did you mean `off`?',
    ],
    [
      'package.json',
      '{\n  "name": "x",\n  "dlint": {"ruls": {}}\n}',
      '3:13: unknown key `ruls`, did you mean `rules`?',
    ],
  ])('in %s, %j, is told with its place', async (name, text, message) => {
    const cwd = repository(['.', 'a'], { [name]: text });
    expect(await lint([], { cwd })).toEqual({ exit: 2, stderr: `dlint: ${name}:${message}\n`, found: [] });
  });

  it('does not silence files that have another configuration', async () => {
    const cwd = repository(['a', 'b'], { 'a/.dlint.yaml': 'x: 1' });
    expect(await lint([], { cwd })).toEqual({
      exit: 2,
      stderr: 'dlint: a/.dlint.yaml:1:1: unknown key `x`\n',
      found: ['b/Dockerfile warning DL3007'],
    });
  });

  it.each([
    ['['.repeat(10_000)],
    ['{"a":'.repeat(10_000)],
    [`a: &a [x]\nb: ${'[*a,'.repeat(50)}`],
    ['\0'],
    ['? [a]\n: b'],
  ])('is never a mistake of dlint, %j', async (text) => {
    const cwd = repository(['.'], { '.dlint.yaml': text });
    expect(await lint([], { cwd })).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^dlint: \.dlint\.yaml:\d+:\d+: .*\n$/),
    });
  });

  it('may be its name, of which those are told who have no other', async () => {
    const warning =
      'dlint: .dlint.json is not read: a configuration is called .dlint.yaml or .dlint.yml or dlint.config.json\n';
    const files = {
      '.git/HEAD': '',
      '.dlint.json': '{}',
      'a/Dockerfile': 'FROM scratch\n',
      'a/dlint.yml': '',
    };
    const cwd = temporaryFolder(files);
    const warned = async (...argv: readonly string[]) => (await run(argv, { cwd })).stderr;
    expect(await run([], { cwd })).toEqual({ exit: 0, stdout: '', stderr: warning });
    expect(await warned('--print-config', 'a/Dockerfile')).toBe(warning);
    expect(await warned('--quiet')).toBe('');
    expect(await warned('--no-config')).toBe('');
    expect(await warned('--config', '.dlint.json')).toBe('');
    const known = temporaryFolder({ ...files, '.dlint.yml': '' });
    expect((await run([], { cwd: known })).stderr).toBe('');
  });

  it('may be that it cannot be read', async () => {
    const cwd = repository(['.'], {});
    mkdirSync(join(cwd, '.dlint.yaml'));
    expect((await lint([], { cwd })).stderr).toBe('dlint: .dlint.yaml: is a directory\n');
  });
});

describe('the command line', () => {
  it.each([
    [['--rule', 'DL3007=off'], []],
    [['--rule', 'latest-tag=info'], ['Dockerfile info DL3007']],
    [['--rule', 'DL3007=info', '--rule', 'latest-tag=style'], ['Dockerfile style DL3007']],
    [['--ignore', 'DL3007'], []],
    [['--style', 'latest-tag'], ['Dockerfile style DL3007']],
    [['--style', 'DL3007', '--info', 'DL3007'], ['Dockerfile info DL3007']],
    [['--warning', 'DL3007', '--ignore', 'DL3007'], []],
    [['--ignore', 'DL3007', '--rule', 'DL3007=info'], ['Dockerfile info DL3007']],
    [['--rule', 'shellcheck=off', '--ignore', 'SC2086', '--ignore', 'DL3999'], ['Dockerfile error DL3007']],
    [['--preset', 'buildkit'], ['Dockerfile error DL3007']],
  ])('%j goes over the file', async (argv, found) => {
    const cwd = repository(['.'], { '.dlint.yaml': level('error') });
    expect((await lint([...argv, '.'], { cwd })).found).toEqual(found);
  });

  it('sets options of rules', async () => {
    const trusted = (argv: readonly string[]) =>
      lint(['--no-config', '--ignore', 'DL3007', ...argv, '-'], { stdin: latest });
    expect((await trusted(['--trusted-registry', 'ghcr.io'])).found).toEqual(['<stdin> error DL3026']);
    expect(
      (await trusted(['--trusted-registry', 'ghcr.io', '--trusted-registry', 'docker.io'])).found,
    ).toEqual([]);
    expect((await trusted(['--require-label', 'author:text'])).found).toEqual(['<stdin> info DL3049']);
    const strict = ['--strict-labels', '--no-config', '--ignore', 'DL3007', '-'];
    expect((await lint(strict, { stdin: `${latest}LABEL a=b\n` })).found).toEqual(['<stdin> info DL3050']);
  });

  it.each([
    [['--no-fail'], { exit: 0, found: ['<stdin> warning DL3007'] }],
    [['--disable-ignore-pragma'], { exit: 1, found: ['<stdin> warning DL3007', '<stdin> warning DL4003'] }],
    [
      ['--report-unused-ignores'],
      { exit: 1, found: ['<stdin> info unused-ignore', '<stdin> warning DL3007'] },
    ],
    [['--report-unused-ignores', '--ignore', 'DL4000'], { exit: 1, found: ['<stdin> warning DL3007'] }],
  ])('%j says what comments and findings count for', async (argv, expected) => {
    const stdin = `# dlint ignore=DL4000\n${latest}CMD ["a"]\n# dlint ignore=DL4003\nCMD ["b"]\n# dlint ignore=SC2086\nUSER app\n`;
    expect(await lint(['--no-config', ...argv, '-'], { stdin })).toEqual({ stderr: '', ...expected });
  });

  it.each([
    [
      ['--rule', 'DL3007'],
      "--rule takes CODE=LEVEL, a level of off, error, warning, info, style; not 'DL3007'",
    ],
    [
      ['--rule', 'DL3007=warn'],
      "--rule takes CODE=LEVEL, a level of off, error, warning, info, style; not 'DL3007=warn'",
    ],
    [['--rule', 'latest-tags=off'], '--rule: unknown rule `latest-tags`, did you mean `latest-tag`?'],
    [['--ignore', 'latest-tags'], '--ignore: unknown rule `latest-tags`, did you mean `latest-tag`?'],
    [['--error', 'x'], '--error: unknown rule `x`; `dlint rules` lists them'],
    [
      ['--require-label', 'a:b'],
      "--require-label takes NAME:TYPE, a type of text, url, rfc3339, semver, hash, spdx, email; not 'a:b'",
    ],
  ])('%j is wrong usage', async (argv, message) => {
    const { exit, stderr } = await lint([...argv, '-'], { stdin: latest });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: `dlint: ${message} (see dlint lint --help)\n` });
  });

  it('prints what is configured for each file', async () => {
    const cwd = repository(['a', 'b'], {
      '.dlint.yaml':
        'preset: hadolint\nrules: { SC2086: off, DL3026: [info, { trusted-registries: x }] }\nignore: b',
    });
    const shown = async (file: string) => JSON.parse((await run(['--print-config', file], { cwd })).stdout);
    const a = await shown('a/Dockerfile');
    expect(a).toMatchObject({
      file: 'a/Dockerfile',
      config: '.dlint.yaml',
      ignored: false,
      preset: 'hadolint',
      'failure-threshold': 'info',
      'disable-ignore-pragma': false,
      'report-unused-ignores': false,
      rules: {
        DL3007: 'warning',
        DL1001: 'off',
        SC2086: 'off',
        DL3026: ['info', { 'trusted-registries': ['x'] }],
      },
    });
    expect(await shown('b/Dockerfile')).toEqual({ ...a, file: 'b/Dockerfile', ignored: true });
    const { file, config, ignored, ...printed } = a;
    const again = repository(['.'], { '.dlint.yaml': JSON.stringify(printed) });
    expect(JSON.parse((await run(['--print-config', 'Dockerfile'], { cwd: again })).stdout)).toEqual({
      ...a,
      file: 'Dockerfile',
    });
    expect([file, config, ignored]).toEqual(['a/Dockerfile', '.dlint.yaml', false]);
  });
});
