import { oneLine } from '../one-line.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);

/** The stream holds something that is no JSON object, or ends within one. */
export class JsonStreamError extends Error {
  override readonly name = 'JsonStreamError';
  /** Whether it was cut off. */
  readonly isCutOff: boolean;

  constructor(message: string, isCutOff: boolean, cause?: unknown) {
    super(message, { cause });
    this.isCutOff = isCutOff;
  }
}

/**
 * Reads JSON objects that follow one another with or without blanks between them; they and their characters may be
 * split over chunks. Throws a JsonStreamError.
 */
export async function* readJsonStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  const splitter = new ObjectSplitter();
  for await (const chunk of chunks) {
    for (const text of splitter.push(decoder.decode(chunk, { stream: true }))) yield parse(text);
  }
  if (!splitter.isEmpty) throw new JsonStreamError('the answer ends within a message', true);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonStreamError(`the answer is not JSON: ${oneLine(text).slice(0, 80)}`, false, error);
  }
}

/** Finds where each object ends, by counting brackets outside of strings. */
class ObjectSplitter {
  #text = '';
  /** The first character not yet looked at. */
  #at = 0;
  #depth = 0;
  #inString = false;

  get isEmpty(): boolean {
    return this.#text.trim() === '';
  }

  push(text: string): readonly string[] {
    this.#text += text;
    const objects: string[] = [];
    let start = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      if (!this.#endsAt(this.#at)) continue;
      // Of what can be no object all is given, to be shown.
      if (!CLOSING.has(this.#text.charCodeAt(this.#at))) this.#at = this.#text.length - 1;
      objects.push(this.#text.slice(start, this.#at + 1));
      start = this.#at + 1;
    }
    this.#text = this.#text.slice(start);
    this.#at -= start;
    return objects;
  }

  /** Takes one character in; true if an object, or something that can be none, ends with it. */
  #endsAt(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    if (this.#inString) {
      // The character behind a backslash is skipped, wherever the chunk ends.
      if (unit === BACKSLASH) this.#at += 1;
      else if (unit === QUOTE) this.#inString = false;
      return false;
    }
    if (unit === QUOTE) this.#inString = true;
    else if (OPENING.has(unit)) this.#depth += 1;
    else if (CLOSING.has(unit)) this.#depth -= 1;
    else return this.#depth === 0 && unit > 0x20;
    return this.#depth <= 0 && !this.#inString;
  }
}
