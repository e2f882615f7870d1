import type { Diagnostic } from '../diagnostic.ts';
import { append } from '../text/append.ts';
import { overlapsAny } from '../text/overlaps.ts';
import type { Span } from '../text/span.ts';
import type { RuleRanks } from './rule-ranks.ts';

/** One finding for one problem: of those that point at overlapping text, the one that the ranks leave. */
export function withoutDoubles(diagnostics: readonly Diagnostic[], ranks: RuleRanks): readonly Diagnostic[] {
  const spansOf = new Map<string, Span[]>();
  for (const { rule, span } of diagnostics) append(spansOf, rule, span);
  const isDouble = new Map<string, (span: Span) => boolean>();
  for (const loser of spansOf.keys()) {
    const spans = ranks.get(loser)?.flatMap((winner) => spansOf.get(winner) ?? []) ?? [];
    if (spans.length > 0) isDouble.set(loser, overlapsAny(spans));
  }
  if (isDouble.size === 0) return diagnostics;
  return diagnostics.filter(({ rule, span }) => isDouble.get(rule)?.(span) !== true);
}
