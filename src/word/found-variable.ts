import type { Span } from '../text/span.ts';

/** A `$name` or `${name…}` in a word, with offsets into it. */
export interface FoundVariable {
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  /** The modifier between name and operand, as in `${name:-operand}`; `null` where there is none. */
  readonly operator: string | null;
  /** What follows the operator, up to the `}`. */
  readonly operand: Span | null;
}
