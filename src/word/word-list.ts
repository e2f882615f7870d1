import { isSpace } from '../text/space.ts';
import type { Span } from '../text/span.ts';

/** One word that came out of a text, and the part of the text that it came from. */
export interface ListedWord {
  readonly value: string;
  readonly span: Span;
}

/** Collects text into words, split at white space. */
export class WordList {
  readonly #words: ListedWord[] = [];
  #word = '';
  #span: Span | null = null;

  /** Adds text whose white space separates words; `source` is the part of the input that it came from. */
  add(text: string, source: Span): void {
    // A value has no places of its own: each of its words came from the whole variable.
    const isVerbatim = text.length === source.end - source.start;
    const place = (from: number, to: number): Span =>
      isVerbatim ? { start: source.start + from, end: source.start + to } : source;
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      if (!isSpace(text.charCodeAt(at))) continue;
      this.addWhole(text.slice(from, at), place(from, at));
      this.#finish();
      from = at + 1;
    }
    this.addWhole(text.slice(from), place(from, text.length));
  }

  /** Adds text that stays in one word. */
  addWhole(text: string, source: Span): void {
    if (text === '' && source.start === source.end) return;
    this.#word += text;
    this.#span = { start: this.#span?.start ?? source.start, end: source.end };
  }

  /** The words so far; empty ones are left out. */
  get words(): readonly ListedWord[] {
    this.#finish();
    return this.#words;
  }

  #finish(): void {
    if (this.#word !== '' && this.#span !== null) this.#words.push({ value: this.#word, span: this.#span });
    this.#word = '';
    this.#span = null;
  }
}
