import { configKeys, overrideKeys, thresholds } from '../src/lint/config/read-config.ts';
import { levels } from '../src/lint/config/read-rules.ts';
import { idsOf, pluginRuleId, shellcheckId } from '../src/lint/config/rule-index.ts';
import { presets } from '../src/lint/presets.ts';
import type { Rule } from '../src/lint/rule.ts';
import type { OptionSpec } from '../src/lint/rule-options.ts';
import { codeOf } from '../src/lint/rule-settings.ts';

type Schema = Readonly<Record<string, unknown>>;

const strings: Schema = {
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
};

/** Parts of an OCI image configuration. */
const images: Schema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: {
      os: { type: 'string' },
      architecture: { type: 'string' },
      variant: { type: 'string' },
      config: {
        type: 'object',
        properties: { Env: strings, Shell: strings, OnBuild: strings, WorkingDir: { type: 'string' } },
      },
    },
  },
};

type Key = (typeof configKeys)[number] | (typeof overrideKeys)[number];

const properties: Readonly<Record<Key, Schema>> = {
  $schema: { type: 'string' },
  extends: { description: 'Presets, files and packages whose settings come first.', ...strings },
  plugins: { description: 'Files and packages with rules of your own.', ...strings },
  preset: { description: 'Which rules run, and how severe they are.', enum: presets },
  rules: { $ref: '#/definitions/rules' },
  'failure-threshold': { description: 'The least severity that gives exit code 1.', enum: thresholds },
  'disable-ignore-pragma': { description: 'Whether comments cannot take findings out.', type: 'boolean' },
  'report-unused-ignores': {
    description: 'Whether comments that take out nothing are reported.',
    type: 'boolean',
  },
  images: { description: 'What is known of base images, by their names.', ...images },
  overrides: {
    description: 'Settings for some files; a later one has the last word.',
    type: 'array',
    items: { $ref: '#/definitions/override' },
  },
  ignore: { description: 'Files that are not linted: patterns as in .gitignore.', ...strings },
  files: { description: 'What the override is for: patterns as in .gitignore.', ...strings },
};

/** The JSON schema of a configuration file, for editors: every rule with its options, under each of its names. */
export function renderSchema(rules: readonly Rule[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of dlint',
    ...objectOf(configKeys),
    definitions: {
      override: { ...objectOf(overrideKeys), required: ['files'] },
      rules: rulesSchema(rules),
      level: { enum: levels },
      pluginRule: pluginRuleSchema,
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Editors do not know the options of rules that are not ours. */
const pluginRuleSchema: Schema = {
  anyOf: [
    { $ref: '#/definitions/level' },
    {
      type: 'array',
      items: [{ $ref: '#/definitions/level' }, { type: 'object' }],
      minItems: 1,
      maxItems: 2,
    },
  ],
};

function objectOf(keys: readonly Key[]): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(keys.map((key) => [key, properties[key]])),
  };
}

function rulesSchema(rules: readonly Rule[]): Schema {
  return {
    description: 'Rules by code or name: a level, or a list of a level and options.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rules.flatMap(entriesOf)),
    patternProperties: {
      [shellcheckId.source]: { $ref: '#/definitions/level' },
      [pluginRuleId.source]: { $ref: '#/definitions/pluginRule' },
    },
  };
}

/** A rule under its name, and what leads there from its codes. */
function entriesOf(rule: Rule): readonly (readonly [id: string, schema: Schema])[] {
  const [name, ...aliases] = idsOf(rule);
  const code = codeOf(rule, 'recommended');
  const level = { $ref: '#/definitions/level' };
  const items = rule.options === undefined ? [level] : [level, optionsOf(rule)];
  const schema = {
    description: code === name ? rule.summary : `${rule.summary} (${code})`,
    anyOf: [level, { type: 'array', items, minItems: 1, maxItems: items.length }],
  };
  const reference = { $ref: `#/definitions/rules/properties/${name}` };
  return [[rule.name, schema], ...aliases.map((alias) => [alias, reference] as const)];
}

function optionsOf({ options = {} }: Rule): Schema {
  const properties = Object.entries(options).map(([name, spec]) => [
    name,
    { description: spec.description, default: spec.default, ...typeOf(spec) },
  ]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function typeOf(spec: OptionSpec): Schema {
  switch (spec.type) {
    case 'strings':
      return strings;
    case 'map':
      return {
        type: 'object',
        additionalProperties: spec.choices ? { enum: spec.choices } : { type: 'string' },
      };
    case 'string':
    case 'number':
    case 'boolean':
      return { type: spec.type };
  }
}
