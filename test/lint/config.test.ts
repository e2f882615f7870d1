import { describe, expect, it } from 'vitest';
import { Checker } from '../../src/lint/config/checker.ts';
import { emptyLayer, type Layer } from '../../src/lint/config/config.ts';
import { mergeLayers } from '../../src/lint/config/merge-layers.ts';
import { configKeys, readConfig } from '../../src/lint/config/read-config.ts';
import { RuleIndex } from '../../src/lint/config/rule-index.ts';
import { presets } from '../../src/lint/presets.ts';
import { defineRule, type Rule } from '../../src/lint/rule.ts';
import type { RuleSetting } from '../../src/lint/rule-settings.ts';

/** A rule with an option of each type. */
const labelled = defineRule({
  summary: 'Anything',
  why: 'To be set.',
  category: 'style',
  severity: 'style',
  aliases: { hadolint: 'DL9001', buildkit: 'StageNameCasing' },
  presets: { strict: true },
  messages: { any: 'Anything' },
  options: {
    names: { type: 'strings', default: [], description: '' },
    name: { type: 'string', default: '', description: '' },
    most: { type: 'number', default: 3, description: '' },
    deep: { type: 'boolean', default: false, description: '' },
    kinds: { type: 'map', default: {}, choices: ['text', 'url'], description: '' },
    words: { type: 'map', default: {}, description: '' },
  },
  check: () => ({}),
});
const bare: Rule = { name: 'bare-rule', ...defineRule({ ...labelled, aliases: {}, options: {} }) };
const index = new RuleIndex([{ name: 'any-thing', ...labelled }, bare]);

function read(value: unknown) {
  const checker = new Checker();
  const config = readConfig(value, checker, index);
  const mistakes = checker.mistakes.map(({ message, on, path }) => `${on} ${path.join('/')}: ${message}`);
  return { config, mistakes };
}

describe('a configuration', () => {
  it.each([[undefined], [null], [{}], [{ rules: null, preset: null, overrides: null }]])(
    '%j says nothing',
    (value) => {
      const { config, mistakes } = read(value);
      expect(mistakes).toEqual([]);
      expect(config).toEqual({ ...emptyLayer, extends: [], plugins: [], overrides: [], ignore: [] });
    },
  );

  it('is read with everything that it can say', () => {
    const options = { names: 'a', name: 'b', most: 1, deep: true, kinds: { a: 'url' }, words: { a: 'b' } };
    const image = { os: 'windows', architecture: 'amd64', config: { Env: ['A=b'], OnBuild: [] } };
    const { config, mistakes } = read({
      $schema: 'x',
      extends: 'strict',
      plugins: './a.js',
      preset: 'security',
      rules: { DL9001: ['error', options], SC2086: 'off' },
      'failure-threshold': 'none',
      'disable-ignore-pragma': true,
      'report-unused-ignores': false,
      overrides: [{ files: 'a', rules: { 'bare-rule': 'info' } }],
      images: { 'x/y': { os: 'windows', config: { Env: ['A=b'], OnBuild: null, Cmd: 1 } } },
      ignore: ['b', 'c'],
    });
    expect(mistakes).toEqual([]);
    expect(config).toEqual({
      extends: ['strict'],
      plugins: ['./a.js'],
      preset: 'security',
      rules: new Map<string, RuleSetting>([
        ['any-thing', { severity: 'error', options: { ...options, names: ['a'] } }],
        ['SC2086', { severity: 'off' }],
      ]),
      threshold: 'none',
      honoursIgnores: false,
      reportsUnusedIgnores: false,
      overrides: [{ ...emptyLayer, files: ['a'], rules: new Map([['bare-rule', { severity: 'info' }]]) }],
      images: new Map([['docker.io/x/y:latest', image]]),
      ignore: ['b', 'c'],
    });
  });

  it.each([['any-thing'], ['DL9001'], ['StageNameCasing']])('finds a rule by %s', (id) => {
    expect([...read({ rules: { [id]: 'off' } }).config.rules.keys()]).toEqual(['any-thing']);
  });

  it.each<[unknown, string]>([
    ['strict', 'value : a configuration is a mapping, not `strict`'],
    [[], 'value : a configuration is a mapping, not a list'],
    [{ rule: {} }, 'key rule: unknown key `rule`, did you mean `rules`?'],
    [{ Rules: {} }, 'key Rules: unknown key `Rules`, did you mean `rules`?'],
    [{ constructor: 1 }, 'key constructor: unknown key `constructor`'],
    [
      { preset: 'stict' },
      `value preset: \`preset\` is one of ${presets.join(', ')}; not \`stict\`, did you mean \`strict\`?`,
    ],
    [{ rules: ['a'] }, 'value rules: `rules` is a mapping, not a list'],
    [
      { rules: { 'any-thin': 'off' } },
      'key rules/any-thin: unknown rule `any-thin`, did you mean `any-thing`?',
    ],
    [
      { rules: { stagenamecasing: 'off' } },
      'key rules/stagenamecasing: unknown rule `stagenamecasing`, did you mean `StageNameCasing`?',
    ],
    [{ rules: { DL9002: 'off' } }, 'key rules/DL9002: unknown rule `DL9002`; `dlint rules` lists them'],
    [
      { rules: { DL1000: 'off' } },
      'key rules/DL1000: `DL1000` is what BuildKit refuses to build; it cannot be set',
    ],
    [{ rules: { toString: 'off' } }, 'key rules/toString: unknown rule `toString`; `dlint rules` lists them'],
    [
      { rules: { 'any-thing': 'off', DL9001: 'off' } },
      'key rules/DL9001: `DL9001` is the same rule as `any-thing`: keep one',
    ],
    [
      { rules: { DL9001: 'warn' } },
      'value rules/DL9001: `DL9001` is one of off, error, warning, info, style; not `warn`, did you mean `warning`?',
    ],
    [
      { rules: { DL9001: null } },
      'value rules/DL9001: `DL9001` is one of off, error, warning, info, style; not nothing',
    ],
    [
      { rules: { DL9001: [] } },
      'value rules/DL9001/0: each item of `DL9001` is one of off, error, warning, info, style; not nothing',
    ],
    [
      { rules: { DL9001: ['off', {}, 1] } },
      'value rules/DL9001/2: a rule takes a level and options, nothing more',
    ],
    [
      { rules: { DL9001: ['off', { nam: 1 }] } },
      'key rules/DL9001/1/nam: unknown option `nam`, did you mean `names`?',
    ],
    [
      { rules: { 'bare-rule': ['off', { nam: 1 }] } },
      'key rules/bare-rule/1/nam: unknown option `nam`; the rule has none',
    ],
    [
      { rules: { SC2086: ['off', { nam: 1 }] } },
      'key rules/SC2086/1/nam: unknown option `nam`; the rule has none',
    ],
    [
      { rules: { DL9001: ['off', { names: [1] }] } },
      'value rules/DL9001/1/names/0: each item of `names` is a string, not `1`',
    ],
    [{ rules: { DL9001: ['off', { name: 1 }] } }, 'value rules/DL9001/1/name: `name` is a string, not `1`'],
    [{ rules: { DL9001: ['off', { most: '1' }] } }, 'value rules/DL9001/1/most: `most` is a number, not `1`'],
    [
      { rules: { DL9001: ['off', { deep: 'yes' }] } },
      'value rules/DL9001/1/deep: `deep` is true or false, not `yes`',
    ],
    [
      { rules: { DL9001: ['off', { kinds: { a: 'uri' } }] } },
      'value rules/DL9001/1/kinds/a: `a` is one of text, url; not `uri`, did you mean `url`?',
    ],
    [
      { rules: { DL9001: ['off', { words: { a: 1 } }] } },
      'value rules/DL9001/1/words/a: `a` is a string, not `1`',
    ],
    [
      { 'failure-threshold': 'never' },
      'value failure-threshold: `failure-threshold` is one of error, warning, info, style, none; not `never`',
    ],
    [
      { 'report-unused-ignores': 1 },
      'value report-unused-ignores: `report-unused-ignores` is true or false, not `1`',
    ],
    [
      { images: { A: {} } },
      'key images/A: `A` is no name of an image: invalid reference format: repository name (library/A) must be lowercase',
    ],
    [
      { images: { a: { config: { Shell: [1] } } } },
      'value images/a/config/Shell/0: each item of `Shell` is a string, not `1`',
    ],
    [{ overrides: {} }, 'value overrides: `overrides` is a list, not a mapping'],
    [
      { overrides: [{ rules: {} }] },
      'value overrides/0: an override needs `files`, the patterns that it is for',
    ],
    [{ overrides: [{ files: 'a', ignore: 'b' }] }, 'key overrides/0/ignore: unknown key `ignore`'],
    [{ ignore: [['a']] }, 'value ignore/0: each item of `ignore` is a string, not a list'],
    [{ extends: 'a'.repeat(50), ignore: { a: 1 } }, 'value ignore: `ignore` is a list, not a mapping'],
  ])('%j is a mistake', (value, mistake) => {
    expect(read(value).mistakes).toEqual([mistake]);
  });

  it('tells all its mistakes', () => {
    expect(read({ a: 1, b: 2, rules: { c: 'off', DL9001: 1 } }).mistakes).toHaveLength(4);
  });

  it('can say what its keys say it can', () => {
    const every = Object.fromEntries(configKeys.map((key) => [key, Symbol.iterator]));
    expect(read(every).mistakes).toHaveLength(configKeys.length);
  });
});

describe('layers', () => {
  const layer = (over: Partial<Layer>): Layer => ({ ...emptyLayer, ...over });
  const setting = (given: RuleSetting): Layer => layer({ rules: new Map([['any-thing', given]]) });

  it('leave the defaults where they say nothing', () => {
    const common = {
      honoursIgnores: true,
      reportsUnusedIgnores: false,
      settings: new Map(),
      images: new Map(),
    };
    expect(mergeLayers([])).toEqual({ preset: 'recommended', threshold: 'warning', ...common });
    expect(mergeLayers([layer({ preset: 'hadolint' }), emptyLayer])).toEqual({
      preset: 'hadolint',
      threshold: 'info',
      ...common,
    });
  });

  it('go over those before them', () => {
    const said = { threshold: 'none', honoursIgnores: false, reportsUnusedIgnores: true } as const;
    const unsaid = { threshold: 'error', honoursIgnores: true, reportsUnusedIgnores: false } as const;
    const below = layer({ preset: 'all', ...said });
    expect(mergeLayers([below, layer({ preset: 'style', ...unsaid })])).toMatchObject({
      preset: 'style',
      ...unsaid,
    });
    expect(mergeLayers([below, emptyLayer])).toMatchObject({ preset: 'all', ...said });
  });

  it.each<[RuleSetting, RuleSetting, RuleSetting]>([
    [{ severity: 'error' }, { severity: 'off' }, { severity: 'off' }],
    [
      { severity: 'error', options: { most: 1 } },
      { severity: 'info' },
      { severity: 'info', options: { most: 1 } },
    ],
    [{ severity: 'error' }, { options: { most: 1 } }, { severity: 'error', options: { most: 1 } }],
    [
      { severity: 'error', options: { most: 1, deep: true } },
      { severity: 'info', options: { most: 2 } },
      { severity: 'info', options: { most: 2, deep: true } },
    ],
  ])('%j under %j is %j', (below, above, merged) => {
    expect(mergeLayers([setting(below), emptyLayer, setting(above)]).settings.get('any-thing')).toEqual(
      merged,
    );
  });
});
