import { severities } from '../../diagnostic.ts';
import { declaredPresets } from '../presets.ts';
import { type AnyRule, categories, type Rule } from '../rule.ts';
import { type OptionSpec, optionTypes } from '../rule-options.ts';
import type { Checker, ConfigPath } from './checker.ts';
import { readOption } from './read-rules.ts';
import { pluginRuleId } from './rule-index.ts';

/** The plugin to which a rule belongs that is exported alone. */
const LOCAL = 'local';

const needed = ['summary', 'why', 'category', 'severity', 'presets', 'messages', 'check'] as const;
const ruleKeys = [...needed, 'aliases', 'sameProblemAs', 'replaces', 'options'] as const;

/**
 * Reads what a module exports: a plugin with its name and rules, or one rule, which is named by its file (without the extension).
 * What is wrong with it is taken down by the checker.
 */
export function readPlugin(value: unknown, fileName: string, checker: Checker): readonly Rule[] {
  if (typeof value !== 'object' || value === null || !('check' in value || 'rules' in value)) {
    checker.wrong([], 'its default export is neither `{ name, rules }` nor a rule');
    return [];
  }
  if ('check' in value) return readRule(value, `${LOCAL}/${fileName}`, [], checker);
  const found = checker.mapping(value, [], ['name', 'rules']);
  const name = checker.string(found.name, ['name']);
  if (name === undefined) {
    checker.wrong([], 'its default export has no `name`');
    return [];
  }
  return checker
    .entries(found.rules, ['rules'])
    .flatMap(([key, rule]) => readRule(rule, `${name}/${key}`, ['rules', key], checker));
}

function readRule(value: unknown, name: string, path: ConfigPath, checker: Checker): readonly Rule[] {
  if (!pluginRuleId.test(name))
    checker.wrong(path, `\`${name}\` is no name: take lower-case letters, digits and hyphens`);
  const found = checker.mapping(value, path, ruleKeys);
  const missing = needed.filter((key) => found[key] === undefined);
  if (missing.length > 0)
    checker.wrong(path, `a rule needs ${missing.map((key) => `\`${key}\``).join(', ')}`);
  if (found.check !== undefined && typeof found.check !== 'function')
    checker.wrong([...path, 'check'], '`check` is a function');
  for (const key of ['summary', 'why'] as const) checker.string(found[key], [...path, key]);
  for (const key of ['sameProblemAs', 'replaces'] as const) checker.strings(found[key], [...path, key]);
  checker.choice(found.category, [...path, 'category'], categories);
  checker.choice(found.severity, [...path, 'severity'], severities);
  checkTexts(found.messages, [...path, 'messages'], checker);
  const aliasesAt = [...path, 'aliases'];
  checkTexts(checker.mapping(found.aliases, aliasesAt, ['hadolint', 'buildkit']), aliasesAt, checker);
  checkPresets(found.presets, [...path, 'presets'], checker);
  for (const [key, spec] of checker.entries(found.options, [...path, 'options']))
    checkOption(spec, [...path, 'options', key], checker);
  // Nothing is done with it where the checker took down that it is none.
  return [{ ...(value as AnyRule), name }];
}

function checkTexts(value: unknown, path: ConfigPath, checker: Checker): void {
  for (const [key, text] of checker.entries(value, path)) checker.string(text, [...path, key]);
}

function checkPresets(value: unknown, path: ConfigPath, checker: Checker): void {
  for (const [key, severity] of Object.entries(checker.mapping(value, path, declaredPresets))) {
    if (severity !== true) checker.choice(severity, [...path, key], severities);
  }
}

function checkOption(value: unknown, path: ConfigPath, checker: Checker): void {
  const found = checker.mapping(value, path, ['type', 'default', 'description', 'choices']);
  const type = checker.choice(found.type ?? null, [...path, 'type'], optionTypes);
  checker.string(found.description, [...path, 'description']);
  checker.strings(found.choices, [...path, 'choices']);
  if (type === undefined) return;
  if (found.default === undefined) checker.wrong(path, 'an option needs a `default`');
  // Its type decides how the value is read, and nothing else of it is looked at.
  else readOption(found.default, [...path, 'default'], checker, { type } as OptionSpec);
}
