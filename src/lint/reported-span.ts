import type { Span } from '../text/span.ts';

/** The span that a rule points at, in a text of this length. Throws a `TypeError` for what lies in no file: the rule is wrong. */
export function reportedSpan(at: Span | { readonly span: Span }, length: number): Span {
  const span = 'span' in at ? at.span : at;
  const { end, start } = span;
  if (Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length)
    return span;
  throw new TypeError('what it reports is not in the file: give a node or a span');
}
