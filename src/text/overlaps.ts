import type { Span } from './span.ts';

/** A test whether a span shares text with one of many: it takes no longer for each than their number has digits. */
export function overlapsAny(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((one, other) => one.start - other.start);
  const furthest: number[] = [];
  for (const { end } of sorted) furthest.push(Math.max(end, furthest.at(-1) ?? end));
  return ({ end, start }) => {
    const before = countBefore(sorted, end);
    return before > 0 && (furthest[before - 1] ?? start) > start;
  };
}

/** How many of the spans begin before a place. */
function countBefore(sorted: readonly Span[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
