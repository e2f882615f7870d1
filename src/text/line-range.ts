import type { Source } from './source.ts';
import type { Span } from './span.ts';

/** Lines from the first to the last, both counted from 1 and both part of it. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The lines that a span lies on; one that takes a line break ends on the line it breaks, not on the next. */
export function lineRange({ start, end }: Span, source: Source): LineRange {
  return { first: source.position(start).line, last: source.position(Math.max(start, end - 1)).line };
}

/** The number of each line, in order. */
export function eachLine({ first, last }: LineRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
