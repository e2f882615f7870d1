import type { FoundVariable } from './found-variable.ts';
import { WordLexer } from './word-lexer.ts';

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
