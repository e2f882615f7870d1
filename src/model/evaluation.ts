import type { EscapeCharacter, Instruction } from '../parser/ast.ts';
import type { Refusal } from '../parser/refusal.ts';
import type { Span } from '../text/span.ts';
import type { StageState } from './build-stage.ts';
import type { Dispatched } from './dispatched.ts';
import type { Environment } from './environment.ts';
import { type Expandable, type Expansion, expandWord, isPlain, partOf } from './expansion.ts';
import type { UndefinedVariable } from './undefined-variable.ts';

/** Takes down what comes to light while a file is evaluated. */
export class Evaluation {
  readonly escape: EscapeCharacter;
  readonly refusals: Refusal[] = [];
  readonly states = new Map<Instruction, StageState>();
  readonly dispatched: Dispatched[] = [];
  readonly undefinedVariables: UndefinedVariable[] = [];
  readonly #expansions = new Map<Expandable, Expansion | null>();

  constructor(escape: EscapeCharacter) {
    this.escape = escape;
  }

  /** `extent` are the lines that BuildKit names. */
  refuse(rule: string, span: Span, extent: Span, words: string, advice: string | null): void {
    this.refusals.push({ rule, phase: 'stages', words, advice, span, extent });
  }

  /** Expands a word where it stands and remembers what came out; `null` and a refusal where it cannot be expanded. */
  expand(word: Expandable, environment: Environment, extent: Span, prefix = ''): Expansion | null {
    const result = expandWord(word, environment, this.escape);
    if (result.ok) {
      if (!isPlain(word)) this.#expansions.set(word, result.expansion);
      return result.expansion;
    }
    this.#expansions.set(word, null);
    this.refuse('invalid-expansion', partOf(word, result.span), extent, prefix + result.message, null);
    return null;
  }

  /** Remembers what came out where a word is expanded in a way of its own. */
  note(word: Expandable, expansion: Expansion): void {
    this.#expansions.set(word, expansion);
  }

  /** What a word was expanded to: itself where it never was, `null` where that failed. */
  expansionOf(word: Expandable): Expansion | null {
    const known = this.#expansions.get(word);
    return known === undefined ? { value: word.value, unset: [] } : known;
  }

  /** What a word surely stands for; `null` where a variable in it is not set, or it has to be expanded and never was. */
  valueOf(word: Expandable): string | null {
    const known = this.#expansions.get(word);
    if (known === undefined) return isPlain(word) ? word.value : null;
    return known === null || known.unset.length > 0 ? null : known.value;
  }
}
