import type { EscapeCharacter } from '../parser/ast.ts';
import type { VariableReference } from '../parser/variable-reference.ts';
import type { Span } from '../text/span.ts';
import { type ExpandFailure, expand } from '../word/expand.ts';
import type { Environment } from './environment.ts';

/** A part of the tree that BuildKit expands. */
export interface Expandable {
  readonly value: string;
  readonly span: Span;
  readonly variables?: readonly VariableReference[];
}

/** What a word stands for in the build. */
export interface Expansion {
  /** With quotes and escapes taken out, and nothing for the variables that are not set. */
  readonly value: string;
  /** The variables in it that are not set as far as the file tells: the base image may set them. */
  readonly unset: readonly string[];
}

const SPECIAL = /[$'"\\`]/;
const none: readonly string[] = [];

/** Whether a word stands for itself: nothing in it is expanded or taken out. */
export function isPlain({ value }: Expandable): boolean {
  return !SPECIAL.test(value);
}

/** Expands a word in an environment. */
export function expandWord(
  word: Expandable,
  environment: Environment,
  escape: EscapeCharacter,
): { readonly ok: true; readonly expansion: Expansion } | ExpandFailure {
  const { value } = word;
  if (isPlain(word)) return { ok: true, expansion: { value, unset: none } };
  const unset: string[] = [];
  const env = (name: string): string | undefined => {
    const found = environment.get(name);
    if (found === undefined && !unset.includes(name)) unset.push(name);
    return found;
  };
  const result = expand(value, { env, escape });
  return result.ok ? { ok: true, expansion: { value: result.value, unset } } : result;
}

/** Where a part of a word's value stands in the source; the whole word where it was not taken over as it is. */
export function partOf({ span, value }: Expandable, part: Span): Span {
  if (span.end - span.start !== value.length) return span;
  return { start: span.start + part.start, end: span.start + part.end };
}
