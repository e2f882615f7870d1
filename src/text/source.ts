import type { Span } from './span.ts';

/** A place as people count: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const BOM = '\uFEFF';

/**
 * The text of one file. Offsets count UTF-16 units from 0; a byte order mark is not part of the text.
 * Only `\n` ends a line, as in BuildKit.
 */
export class Source {
  readonly text: string;
  /** Whether a byte order mark stood in front of the text. */
  readonly bom: boolean;
  /** Bytes that are not UTF-8, by the offset of the U+FFFD that stands for each in the text. */
  readonly invalidBytes: ReadonlyMap<number, number>;
  #lineStarts: readonly number[] | undefined;

  private constructor(text: string, bom: boolean, invalidBytes: ReadonlyMap<number, number>) {
    this.text = text;
    this.bom = bom;
    this.invalidBytes = invalidBytes;
  }

  /** A source of text that is already decoded; lone surrogates stay as they are. */
  static fromText(text: string): Source {
    const bom = text.startsWith(BOM);
    return new Source(bom ? text.slice(1) : text, bom, new Map());
  }

  /** Decodes UTF-8. Each byte that is not UTF-8 becomes one U+FFFD and is kept in `invalidBytes`. */
  static fromBytes(bytes: Uint8Array): Source {
    const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const body = bom ? bytes.subarray(3) : bytes;
    try {
      return new Source(
        new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body),
        bom,
        new Map(),
      );
    } catch {
      const { text, invalidBytes } = decodeLeniently(body);
      return new Source(text, bom, invalidBytes);
    }
  }

  /** The bytes that a span was decoded from, invalid ones included. */
  bytes(span: Span = { start: 0, end: this.text.length }): Uint8Array {
    const encoder = new TextEncoder();
    const parts: Uint8Array[] = [];
    let from = span.start;
    for (const [offset, byte] of this.invalidBytes) {
      if (offset < span.start || offset >= span.end) continue;
      parts.push(encoder.encode(this.text.slice(from, offset)), Uint8Array.of(byte));
      from = offset + 1;
    }
    parts.push(encoder.encode(this.text.slice(from, span.end)));
    return concatenate(parts);
  }

  /** Line and column of an offset; offsets beyond the text count as its end. */
  position(offset: number): Position {
    const line = this.lineIndex(Math.min(offset, this.text.length));
    return { line: line + 1, column: Math.min(offset, this.text.length) - (this.lineStarts[line] ?? 0) + 1 };
  }

  /** The number of lines; text that ends in `\n` has an empty last line. */
  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The offset at which a line, counted from 1, begins; behind the file it is that of its end. */
  lineStart(number: number): number {
    return this.lineStarts[number - 1] ?? this.text.length;
  }

  /** The text of a line, counted from 1, without its line break. Outside the file it is empty. */
  line(number: number): string {
    const start = this.lineStarts[number - 1];
    if (start === undefined) return '';
    const end = this.lineStarts[number] ?? this.text.length + 1;
    return this.text.slice(start, end - 1).replace(/\r+$/, '');
  }

  private get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  private lineIndex(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Decodes UTF-8 by hand, so that each invalid byte gives exactly one U+FFFD (a decoder would merge some). */
function decodeLeniently(bytes: Uint8Array): { text: string; invalidBytes: Map<number, number> } {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const invalidBytes = new Map<number, number>();
  const parts: string[] = [];
  let length = 0;
  let validFrom = 0;
  const flush = (to: number): void => {
    const part = decoder.decode(bytes.subarray(validFrom, to));
    parts.push(part);
    length += part.length;
  };
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at);
    if (size > 0) {
      at += size;
      continue;
    }
    flush(at);
    invalidBytes.set(length, bytes[at] ?? 0);
    parts.push('\uFFFD');
    length += 1;
    at += 1;
    validFrom = at;
  }
  flush(bytes.length);
  return { text: parts.join(''), invalidBytes };
}

/** The length of the UTF-8 sequence at `at` in bytes (1 to 4), or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size =
    first >= 0xc2 && first < 0xe0
      ? 2
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xf0 && first < 0xf5
          ? 4
          : 0;
  for (let index = 1; index < size; index++) {
    if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const surrogate = first === 0xed && second > 0x9f;
  const tooLarge = first === 0xf4 && second > 0x8f;
  return overlong || surrogate || tooLarge ? 0 : size;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
