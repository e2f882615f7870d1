import type { Span } from '../text/span.ts';

/** `$name` or `${name…}` in a word (Dockerfile reference, "Environment replacement"). */
export interface VariableReference {
  readonly kind: 'VariableReference';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  /** The modifier between name and operand, as in `${name:-operand}`. */
  readonly operator: string | null;
  readonly operand: Span | null;
}
