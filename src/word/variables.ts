import type { Span } from '../text/span.ts';
import { WordLexer } from './word-lexer.ts';

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

/** The variables of a word, those in the operands of others too, in the order in which they begin. */
export function variableReferences(word: string, escape: string): readonly FoundVariable[] {
  const found: FoundVariable[] = [];
  const lexer = new WordLexer(
    word,
    { escape, lenient: true },
    () => undefined,
    (variable) => found.push(variable),
  );
  lexer.run();
  return found.sort((one, other) => one.span.start - other.span.start);
}
