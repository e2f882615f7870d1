import type { Span } from '../text/span.ts';
import { quoteGo } from './quote-go.ts';
import { WordLexer, type WordMode } from './word-lexer.ts';
import type { ListedWord } from './word-list.ts';

export interface ExpandOptions extends WordMode {
  /** The value of a variable; `undefined` where it is not set. */
  env(name: string): string | undefined;
}

/** Why a word cannot be expanded. */
export interface ExpandFailure {
  readonly ok: false;
  /** BuildKit's words. */
  readonly message: string;
  /** The part of the word that is wrong. */
  readonly span: Span;
}

export type Expanded = { readonly ok: true; readonly value: string } | ExpandFailure;

export type ExpandedWords = { readonly ok: true; readonly words: readonly ListedWord[] } | ExpandFailure;

/**
 * Takes quotes and escape characters out of a word and puts the values of its variables in
 * (Dockerfile reference, "Environment replacement").
 */
export function expand(word: string, options: ExpandOptions): Expanded {
  const lexer = new WordLexer(word, options, options.env);
  const failure = lexer.run();
  return failure === null ? { ok: true, value: lexer.value } : prefixed(word, failure);
}

/** Expands text and splits it at white space that is neither quoted nor escaped, that of unquoted values included. */
export function expandWords(text: string, options: ExpandOptions): ExpandedWords {
  const lexer = new WordLexer(text, { ...options, split: true }, options.env);
  const failure = lexer.run();
  return failure === null ? { ok: true, words: lexer.words } : prefixed(text, failure);
}

function prefixed(word: string, { message, span }: { message: string; span: Span }): ExpandFailure {
  return { ok: false, message: `failed to process ${quoteGo(word)}: ${message}`, span };
}
