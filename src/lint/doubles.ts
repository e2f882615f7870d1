import type { Diagnostic } from '../diagnostic.ts';
import { overlapsAny } from '../text/overlaps.ts';
import type { Span } from '../text/span.ts';
import type { Preset } from './presets.ts';
import type { Rule } from './rule.ts';

/**
 * One finding for one problem. Where two rules that declare to be about the same problem point at overlapping text, that of
 * the rule in more presets is left; of a rule and a refusal that it replaces, the rule's, but under `buildkit` the refusal.
 */
export function withoutDoubles(
  diagnostics: readonly Diagnostic[],
  rules: readonly Rule[],
  preset: Preset,
): readonly Diagnostic[] {
  const spansOf = new Map<string, Span[]>();
  for (const { rule, span } of diagnostics) {
    const spans = spansOf.get(rule);
    if (spans === undefined) spansOf.set(rule, [span]);
    else spans.push(span);
  }
  const isDouble = new Map<string, (span: Span) => boolean>();
  for (const [loser, winners] of rank(rules, preset)) {
    const spans = winners.flatMap((winner) => spansOf.get(winner) ?? []);
    if (spans.length > 0) isDouble.set(loser, overlapsAny(spans));
  }
  return diagnostics.filter(({ rule, span }) => isDouble.get(rule)?.(span) !== true);
}

/** The names of those whose findings are left, by the name of the one whose finding goes. */
function rank(rules: readonly Rule[], preset: Preset): ReadonlyMap<string, readonly string[]> {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const winnersOver = new Map<string, readonly string[]>();
  const add = (loser: string, winner: string): void => {
    winnersOver.set(loser, [...(winnersOver.get(loser) ?? []), winner]);
  };
  for (const rule of rules) {
    for (const other of [rule.sameProblemAs ?? []].flat().flatMap((name) => byName.get(name) ?? [])) {
      if (presetCount(other) >= presetCount(rule)) add(rule.name, other.name);
      else add(other.name, rule.name);
    }
    for (const refusal of rule.replaces ?? []) {
      if (preset === 'buildkit') add(rule.name, refusal);
      else add(refusal, rule.name);
    }
  }
  return winnersOver;
}

function presetCount({ presets }: Rule): number {
  return Object.keys(presets).length;
}
