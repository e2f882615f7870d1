import type { Diagnostic } from '../diagnostic.ts';
import type { Rule } from './rule.ts';

/**
 * One finding for one problem: where two rules that declare to be about the same problem point at overlapping text, that of
 * the rule in more presets is left.
 */
export function withoutDoubles(
  diagnostics: readonly Diagnostic[],
  rules: readonly Rule[],
): readonly Diagnostic[] {
  const losers = new Map<string, string>();
  for (const rule of rules) {
    const other = rules.find(({ name }) => name === rule.sameProblemAs);
    if (other === undefined) continue;
    const [winner, loser] = presetCount(other) >= presetCount(rule) ? [other, rule] : [rule, other];
    losers.set(loser.name, winner.name);
  }
  if (losers.size === 0) return diagnostics;
  const winners = new Set(losers.values());
  const winning = diagnostics.filter(({ rule }) => winners.has(rule));
  return diagnostics.filter(({ rule, span }) => {
    const winner = losers.get(rule);
    const overlaps = (other: Diagnostic): boolean =>
      other.rule === winner && other.span.start < span.end && span.start < other.span.end;
    return winner === undefined || !winning.some(overlaps);
  });
}

function presetCount({ presets }: Rule): number {
  return Object.keys(presets).length;
}
