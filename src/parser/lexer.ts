import { type IToken, Lexer } from 'chevrotain';
import type { EscapeCharacter } from './ast.ts';
import { modes, setEscape } from './tokens.ts';

let lexer: Lexer | undefined;

/** The lexer of logical lines. */
export function createLexer(skipValidations: boolean): Lexer {
  return new Lexer(
    { modes: { ...modes }, defaultMode: 'file' },
    { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations },
  );
}

/** The tokens of logical lines, a `\n` before each. Every text has some: nothing is a lexical error in a Dockerfile. */
export function tokenize(text: string, escape: EscapeCharacter): IToken[] {
  // The vocabulary is fixed: a test validates it, users need not wait for that.
  lexer ??= createLexer(true);
  setEscape(escape);
  const { tokens, errors } = lexer.tokenize(text);
  if (errors[0] !== undefined)
    throw new Error(`the lexer stopped at ${errors[0].offset}: ${errors[0].message}`);
  return tokens;
}
