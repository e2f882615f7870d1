import { append } from '../text/append.ts';
import type { Preset } from './presets.ts';
import type { Rule } from './rule.ts';

/** The names of those whose findings are left, by the name of the one whose finding goes. */
export type RuleRanks = ReadonlyMap<string, readonly string[]>;

/**
 * Who gives way to whom: of two rules that declare to be about the same problem, the one in fewer presets; of a rule and a
 * refusal that it replaces, the refusal, but under `buildkit` the rule.
 */
export function rankRules(rules: readonly Rule[], preset: Preset): RuleRanks {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const winnersOver = new Map<string, string[]>();
  for (const rule of rules) {
    for (const other of [rule.sameProblemAs ?? []].flat().flatMap((name) => byName.get(name) ?? [])) {
      if (presetCount(other) >= presetCount(rule)) append(winnersOver, rule.name, other.name);
      else append(winnersOver, other.name, rule.name);
    }
    for (const refusal of rule.replaces ?? []) {
      if (preset === 'buildkit') append(winnersOver, rule.name, refusal);
      else append(winnersOver, refusal, rule.name);
    }
  }
  return winnersOver;
}

function presetCount({ presets }: Rule): number {
  return Object.keys(presets).length;
}
