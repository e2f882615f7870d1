import type { Span } from './span.ts';

/**
 * A piece of a mapped text: from `at` (offset in the text) on, until the next piece begins,
 * the characters are those of the source from `source` on.
 */
export interface Piece {
  readonly at: number;
  readonly source: number;
}

/**
 * Text that was put together from parts of a source, for example an instruction whose continuation
 * lines were joined, and that still knows where each of its characters stands in the source.
 */
export class MappedText {
  readonly text: string;
  /** Ordered by `at`; the first begins at 0. */
  readonly pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.pieces = pieces;
  }

  /** Where the character at `offset` stands in the source. `offset` may be the text's length: just behind its last character. */
  toSource(offset: number): number {
    if (offset > 0 && offset >= this.text.length)
      return this.toSource(this.text.length - 1) + 1 + offset - this.text.length;
    const piece = this.pieceAt(offset);
    return piece.source + offset - piece.at;
  }

  /** The source's span of the text from `start` to `end`; it spans whatever was left out between them, not what follows. */
  span(start: number, end: number): Span {
    const from = this.toSource(start);
    return { start: from, end: end > start ? this.toSource(end - 1) + 1 : from };
  }

  /** The part from `start` to `end`, still mapped. */
  slice(start: number, end: number = this.text.length): MappedText {
    const first = this.pieceAt(start);
    const pieces: Piece[] = [{ at: 0, source: first.source + start - first.at }];
    for (const piece of this.pieces) {
      if (piece.at > start && piece.at < end) pieces.push({ at: piece.at - start, source: piece.source });
    }
    return new MappedText(this.text.slice(start, end), pieces);
  }

  private pieceAt(offset: number): Piece {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle] as Piece).at <= offset) low = middle;
      else high = middle - 1;
    }
    return this.pieces[low] ?? { at: 0, source: 0 };
  }
}
