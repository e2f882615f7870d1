import type { FoundVariable } from './found-variable.ts';
import { WordLexer, type WordMode } from './word-lexer.ts';

/** The variables of a word, those in the operands of others too, in the order in which they begin. */
export function variableReferences(
  word: string,
  escape: string,
  mode: Pick<WordMode, 'skipProcessQuotes'> = {},
): readonly FoundVariable[] {
  const found: FoundVariable[] = [];
  const lexer = new WordLexer(
    word,
    { ...mode, escape, lenient: true },
    () => undefined,
    (variable) => found.push(variable),
  );
  lexer.run();
  return found.sort((one, other) => one.span.start - other.span.start);
}
