import { severities } from '../../diagnostic.ts';
import type { OptionSpec, OptionSpecs } from '../rule-options.ts';
import type { RuleSetting, RuleSettings } from '../rule-settings.ts';
import type { Checker, ConfigPath } from './checker.ts';
import { suggest } from './checker.ts';
import type { RuleIndex } from './rule-index.ts';

/** What a rule can be set to. */
export const levels = ['off', ...severities] as const;

/** Reads the `rules` of a configuration: a level by code or name, or a list of a level and options. */
export function readRules(
  value: unknown,
  path: ConfigPath,
  checker: Checker,
  index: RuleIndex,
): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  const idsSeen = new Map<string, string>();
  for (const [id, entry] of checker.entries(value, path)) {
    if (index.isForeign(id)) continue;
    const at = [...path, id];
    const name = index.nameOf(id);
    if (name === undefined) {
      checker.wrongKey(at, index.explainUnknown(id));
      continue;
    }
    const before = idsSeen.get(name);
    if (before !== undefined) checker.wrongKey(at, `\`${id}\` is the same rule as \`${before}\`: keep one`);
    idsSeen.set(name, id);
    settings.set(name, readSetting(entry, at, checker, index.find(id)?.options ?? {}));
  }
  return settings;
}

function readSetting(value: unknown, path: ConfigPath, checker: Checker, specs: OptionSpecs): RuleSetting {
  if (!Array.isArray(value)) {
    // `off: ` and the like leave `null`, which is a forgotten level here.
    const severity = checker.choice(value ?? null, path, levels);
    return severity === undefined ? {} : { severity };
  }
  const [level, options, ...rest] = value;
  if (rest.length > 0) checker.wrong([...path, 2], 'a rule takes a level and options, nothing more');
  const severity = checker.choice(level ?? null, [...path, 0], levels);
  const values = readOptions(options, [...path, 1], checker, specs);
  return { ...(severity !== undefined && { severity }), options: values };
}

function readOptions(
  value: unknown,
  path: ConfigPath,
  checker: Checker,
  specs: OptionSpecs,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, entry] of checker.entries(value, path)) {
    const at = [...path, name];
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined) {
      const names = Object.keys(specs);
      const advice =
        names.length === 0 ? '; the rule has none' : suggest(name, names) || `; it has ${names.join(', ')}`;
      checker.wrongKey(at, `unknown option \`${name}\`${advice}`);
      continue;
    }
    values[name] = readOption(entry, at, checker, spec);
  }
  return values;
}

/** Reads the value of an option. */
export function readOption(value: unknown, path: ConfigPath, checker: Checker, spec: OptionSpec): unknown {
  switch (spec.type) {
    case 'strings':
      return checker.strings(value, path);
    case 'string':
      return checker.string(value, path);
    case 'number':
      return checker.number(value, path);
    case 'boolean':
      return checker.boolean(value, path);
    case 'map':
      return readMap(value, path, checker, spec.choices);
  }
}

function readMap(
  value: unknown,
  path: ConfigPath,
  checker: Checker,
  choices: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  const found = checker.entries(value, path).flatMap(([key, entry]) => {
    const at = [...path, key];
    const text =
      choices === undefined ? checker.string(entry, at) : checker.choice(entry ?? null, at, choices);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(found);
}
