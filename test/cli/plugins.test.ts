import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

/** The text of a rule that reports each FROM, or does something else. */
function rule(check = "({ report }) => ({ From: (node) => report('found', node) })", more = ''): string {
  return `{
    summary: 's', why: 'w', category: 'security', severity: 'warning', presets: { recommended: true },
    messages: { found: 'found it' }, check: ${check}, ${more} }`;
}

/** A plugin of these rules, as a module. */
function plugin(name: string, rules: Readonly<Record<string, string>>): string {
  const entries = Object.entries(rules).map(([key, text]) => `'${key}': ${text}`);
  return `export default { name: '${name}', rules: { ${entries.join(', ')} } };`;
}

const acme = plugin('acme', { found: rule() });

/** Lints a repository with a Dockerfile, these files, and this configuration. */
async function lint(
  config: string,
  files: Readonly<Record<string, string>> = {},
  argv: readonly string[] = [],
) {
  const dockerfile = 'FROM scratch\nWORKDIR /a\n';
  const cwd = temporaryFolder({ '.git/HEAD': '', Dockerfile: dockerfile, '.dlint.yaml': config, ...files });
  const { exit, stderr, stdout } = await run(argv, { cwd });
  return { exit, stderr, found: stdout.split('\n').filter(Boolean), cwd };
}

const found = 'Dockerfile:1:1: warning acme/found found it';

describe('a plugin', () => {
  it('is a file with rules under a name', async () => {
    const result = await lint('plugins: [./lint/acme.mjs]', { 'lint/acme.mjs': acme });
    expect(result).toMatchObject({ exit: 1, stderr: '', found: [found] });
  });

  it('is a file with one rule, named by it', async () => {
    const result = await lint('plugins: ./my-rule.mjs', { 'my-rule.mjs': `export default ${rule()};` });
    expect(result).toMatchObject({ found: ['Dockerfile:1:1: warning local/my-rule found it'] });
  });

  it.each([
    ['CommonJS', { main: 'index.js' }, acme.replace('export default', 'module.exports =')],
    ['a module', { type: 'module', main: './index.js' }, acme],
    ['a module for import alone', { type: 'module', exports: { import: './index.js' } }, acme],
    [
      'a module behind conditions',
      { type: 'module', exports: { '.': { types: './x.d.ts', import: { default: './index.js' } } } },
      acme,
    ],
  ])('is a package that is %s', async (_, manifest, text) => {
    const result = await lint('plugins: [acme-rules]', {
      'node_modules/acme-rules/package.json': JSON.stringify({ name: 'acme-rules', ...manifest }),
      'node_modules/acme-rules/index.js': text,
    });
    expect(result).toMatchObject({ exit: 1, stderr: '', found: [found] });
  });

  it('comes from a configuration that is extended, once', async () => {
    const result = await lint(
      'extends: ./team/base.yaml\nplugins: ./team/acme.mjs\nrules: { acme/found: info }',
      {
        'team/base.yaml': 'plugins: ./acme.mjs\nrules: { acme/found: error }',
        'team/acme.mjs': acme,
      },
    );
    expect(result).toMatchObject({ exit: 0, stderr: '', found: [found.replace('warning', 'info')] });
  });

  it('is not imported where it is not named, or not wanted', async () => {
    const files = { 'acme.mjs': "import { writeFileSync } from 'node:fs'; throw new Error('imported');" };
    expect(await lint('rules: {}', files)).toMatchObject({ exit: 0, stderr: '', found: [] });
    const config = 'plugins: ./acme.mjs\nrules: { acme/found: [error, { any: 1 }], DL3007: off }';
    expect(await lint(config, files, ['--no-plugins'])).toMatchObject({ exit: 0, stderr: '', found: [] });
    expect(await lint(config, files, ['--no-config'])).toMatchObject({ exit: 0, stderr: '', found: [] });
  });
});

it('is imported by the command as it is published, with what it imports of the package', () => {
  const cwd = temporaryFolder({
    '.git/HEAD': '',
    Dockerfile: 'FROM scratch\n',
    '.dlint.yaml': 'plugins: ./a.mjs',
  });
  const root = join(import.meta.dirname, '../..');
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/dockerfile-dlint'), 'junction');
  const text = `import { defineRule } from 'dockerfile-dlint'; export default defineRule(${rule(undefined)});`;
  writeFileSync(join(cwd, 'a.mjs'), text);
  const argv = [join(root, 'bin/dlint.js'), '-t', 'none'];
  const stdout = execFileSync(process.execPath, argv, { cwd, encoding: 'utf8', env: {} });
  expect(stdout).toBe('Dockerfile:1:1: warning local/a found it\n');
});

describe('the rules of a plugin', () => {
  it.each([
    ['preset: buildkit', []],
    ['preset: security', [found]],
    ['preset: buildkit\nrules: { acme/found: error }', [found.replace('warning', 'error')]],
    ['rules: { acme/found: off }', []],
    ['overrides: [{ files: Dockerfile, rules: { acme/found: style } }]', [found.replace('warning', 'style')]],
  ])('run as %s has it', async (config, expected) => {
    const result = await lint(`plugins: ./acme.mjs\n${config}`, { 'acme.mjs': acme });
    expect(result).toMatchObject({ stderr: '', found: expected });
  });

  it('are set by the command line and ignored by comments', async () => {
    const files = { 'acme.mjs': acme, Dockerfile: 'FROM scratch\n# dlint ignore=acme/found\nFROM scratch\n' };
    const set = await lint('plugins: ./acme.mjs', files, [
      '--rule',
      'acme/found=info',
      '--preset',
      'buildkit',
    ]);
    expect(set).toMatchObject({ exit: 0, stderr: '', found: [found.replace('warning', 'info')] });
  });

  it.each([
    ['--rule', 'acme/fount=off', '--rule: unknown rule `acme/fount`, did you mean `acme/found`?'],
    ['--ignore', 'acme/fount', '--ignore: unknown rule `acme/fount`, did you mean `acme/found`?'],
    ['--error', 'other/rule', '--error: unknown rule `other/rule`; none of `plugins` has it'],
  ])('cannot be set by %s %s if no plugin has them', async (flag, value, message) => {
    const files = { 'acme.mjs': acme };
    expect(await lint('plugins: ./acme.mjs', files, [flag, value])).toMatchObject({
      exit: 2,
      found: [],
      stderr: `dlint: ${message} (see dlint lint --help)\n`,
    });
  });

  it('are unknown without a configuration, and passed over without plugins', async () => {
    const files = { 'acme.mjs': acme };
    const lintWith = (...argv: readonly string[]) =>
      lint('plugins: ./acme.mjs', files, ['--rule=acme/found=off', ...argv]);
    expect(await lintWith('--no-config')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--rule: unknown rule `acme/found`; none of `plugins` has it'),
    });
    expect(await lintWith('--no-plugins')).toMatchObject({ exit: 0, stderr: '' });
    expect(await lintWith('--print-config', '--no-config')).toMatchObject({ exit: 2 });
  });

  it('may be known to the configuration of one file only', async () => {
    const other = { 'other/.dlint.yaml': 'rules: {}\n', 'other/Dockerfile': 'FROM scratch\n' };
    const argv = ['--rule', 'acme/found=off', 'other', 'Dockerfile'];
    expect(await lint('plugins: ./acme.mjs', { 'acme.mjs': acme, ...other }, argv)).toMatchObject({
      exit: 0,
      stderr: '',
    });
    const inside = { 'a/.dlint.yaml': 'plugins: ../acme.mjs\n', 'a/Dockerfile': 'FROM scratch\n' };
    expect(await lint('', { 'acme.mjs': acme, ...inside }, ['--rule=acme/found=off'])).toMatchObject({
      exit: 0,
      stderr: '',
    });
  });

  it('may be those of the working directory, whatever is linted', async () => {
    const other = { 'other/.dlint.yaml': 'rules: {}\n', 'other/Dockerfile': 'FROM scratch\n' };
    const argv = ['--rule', 'acme/found=off', 'other'];
    expect(await lint('plugins: ./acme.mjs', { 'acme.mjs': acme, ...other }, argv)).toMatchObject({
      exit: 0,
      stderr: '',
    });
  });

  it('are not missed where their configuration is wrong', async () => {
    const argv = ['--rule', 'acme/found=off'];
    expect((await lint('plugins: ./none.mjs', {}, argv)).stderr).toBe(
      'dlint: .dlint.yaml:1:10: there is no file `./none.mjs`\n',
    );
  });

  it('have options, which are checked', async () => {
    const check =
      "({ options, report }) => ({ From: (node) => report('found', node, { word: options.word }) })";
    const options = "options: { word: { type: 'string', default: 'x', description: 'd' } }";
    const text = plugin('acme', {
      found: rule(check, options).replace('found it', 'found {{word}}'),
    });
    const files = { 'acme.mjs': text };
    const set = await lint('plugins: ./acme.mjs\nrules: { acme/found: [error, { word: y }] }', files);
    expect(set.found).toEqual(['Dockerfile:1:1: error acme/found found y']);
    const wrong = await lint(
      'plugins: ./acme.mjs\nrules:\n  acme/found: [error, { wort: y }]\n  acme/fount: off\n  other/rule: off',
      files,
    );
    expect(wrong).toMatchObject({ exit: 2, found: [] });
    expect(wrong.stderr.split('\n')).toEqual([
      'dlint: .dlint.yaml:3:25: unknown option `wort`, did you mean `word`?',
      'dlint: .dlint.yaml:4:3: unknown rule `acme/fount`, did you mean `acme/found`?',
      'dlint: .dlint.yaml:5:3: unknown rule `other/rule`; none of `plugins` has it',
      '',
    ]);
  });
});

describe('a plugin that cannot be used', () => {
  const twice = plugin('acme', { found: rule() });
  it.each([
    ['a file that is not there', './none.mjs', {}, 'there is no file `./none.mjs`'],
    ['a package that is not there', 'no-such-package', {}, 'there is no package `no-such-package`'],
    [
      'a module that throws',
      './a.mjs',
      { 'a.mjs': "throw new Error('broken\\nfor good');" },
      '`./a.mjs` cannot be imported: broken for good',
    ],
    [
      'a module without a default export',
      './a.mjs',
      { 'a.mjs': 'export const x = 1;' },
      '`./a.mjs` is no plugin: its default export is neither `{ name, rules }` nor a rule',
    ],
    [
      'a plugin without a name',
      './a.mjs',
      { 'a.mjs': 'export default { rules: {} };' },
      '`./a.mjs` is no plugin: its default export has no `name`',
    ],
    [
      'a plugin with another kind of name',
      './a.mjs',
      { 'a.mjs': plugin('Acme', { found: rule() }) },
      '`./a.mjs` is no plugin: rules.found: `Acme/found` is no name: take lower-case letters, digits and hyphens',
    ],
    [
      'a rule that lacks most',
      './a.mjs',
      { 'a.mjs': plugin('acme', { found: '{ check() {} }' }) },
      '`./a.mjs` is no plugin: rules.found: a rule needs `summary`, `why`, `category`, `severity`, `presets`, `messages`',
    ],
    [
      'a rule of which check is no function',
      './a.mjs',
      { 'a.mjs': plugin('acme', { found: rule('5') }) },
      '`./a.mjs` is no plugin: rules.found.check: `check` is a function',
    ],
    [
      'a rule of an unknown severity',
      './a.mjs',
      { 'a.mjs': plugin('acme', { found: rule().replace("'warning'", "'fatal'") }) },
      '`./a.mjs` is no plugin: rules.found.severity: `severity` is one of error, warning, info, style; not `fatal`',
    ],
    [
      'a rule with a wrong default',
      './a.mjs',
      {
        'a.mjs': plugin('acme', {
          found: rule(undefined, "options: { word: { type: 'number', default: 'x' } }"),
        }),
      },
      '`./a.mjs` is no plugin: rules.found.options.word.default: `default` is a number, not `x`',
    ],
    [
      'a rule with a code of ours',
      './a.mjs',
      { 'a.mjs': plugin('acme', { found: rule(undefined, "aliases: { hadolint: 'DL3007' }") }) },
      'there is another rule `DL3007`: give `acme/found` another name',
    ],
    [
      'a plugin with the name of another',
      './a.mjs',
      { 'a.mjs': twice, 'b.mjs': twice },
      'there is another rule `acme/found`: give `acme/found` another name',
    ],
  ])('may be %s', async (_, target, files, message) => {
    const isTwo = 'b.mjs' in files;
    const config = `plugins:\n${isTwo ? '  - ./b.mjs\n' : ''}  - ${target}\nrules: { acme/found: error }\n`;
    const other = { 'other/Dockerfile': 'FROM alpine:latest\n', 'other/.dlint.yaml': '' };
    const result = await lint(config, { ...files, ...other });
    expect(result).toMatchObject({
      exit: 2,
      stderr: `dlint: .dlint.yaml:${isTwo ? 3 : 2}:5: ${message}\n`,
    });
    expect(result.found).toEqual([expect.stringMatching(/^other\/Dockerfile:1:13: warning DL3007 /)]);
  });
});

describe('a rule that fails', () => {
  const fails = (what: string): string =>
    `The rule \`acme/bad\` fails here: ${what}; tell its author, or set it to \`off\``;
  it.each([
    ['in check', "() => { throw new Error('no\\nway'); }", '1:1', 'no way'],
    ['in a listener', "() => ({ Workdir() { throw 'no way'; } })", '2:1', 'no way'],
    ['at the end', "() => ({ end() { throw new Error('no way'); } })", '1:1', 'no way'],
    ['later', 'async () => ({})', '1:1', 'rules cannot be asynchronous'],
    [
      'with a rejection',
      "() => ({ async From() { throw new Error('no way'); } })",
      '1:1',
      'rules cannot be asynchronous',
    ],
    [
      'with a place that is not there',
      "({ report }) => ({ From() { report('found', { start: 0, end: 9999 }); } })",
      '1:1',
      'what it reports is not in the file: give a node or a span',
    ],
    ['without listeners', '() => {}', '1:1', '`check` gives an object of listeners'],
    ['with a listener that is none', '() => ({ Workdir: 5 })', '1:1', 'a listener is a function'],
  ])('%s is one finding, and the others run', async (_, check, place, words) => {
    const text = plugin('acme', { bad: rule(check), found: rule() });
    const files = { 'acme.mjs': text, Dockerfile: 'FROM scratch\nWORKDIR /a\nWORKDIR b\nWORKDIR c\n' };
    const { exit, found: all, stderr } = await lint('plugins: ./acme.mjs', files);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    expect(all.toSorted()).toEqual(
      [`Dockerfile:${place}: error rule-error ${fails(words)}`, found].toSorted(),
    );
  });
});
