import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';

/** Where a span is, as people count: from 1, columns in UTF-16 units, the end behind the last character. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function rangeOf({ start, end }: Span, source: Source): Range {
  const { line, column } = source.position(start);
  const { line: endLine, column: endColumn } = source.position(end);
  return { line, column, endLine, endColumn };
}

/** The range for what counts lines: a span that takes a line break ends on the line it breaks, not on the next. */
export function rangeInLines(span: Span, source: Source): Range {
  const takesBreak = span.end > span.start && source.text[span.end - 1] === '\n';
  return rangeOf(takesBreak ? { start: span.start, end: span.end - 1 } : span, source);
}
