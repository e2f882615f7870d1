import type { IToken } from 'chevrotain';
import type { Span } from '../text/span.ts';
import type { EscapeCharacter, Text } from './ast.ts';
import type { LogicalLine } from './lines.ts';

/** Where a logical line stands: turns offsets of the lexer's input into spans of the source. */
export class Place {
  readonly line: LogicalLine;
  readonly escape: EscapeCharacter;
  readonly #base: number;

  /** `base` is where the line begins in the lexer's input. */
  constructor(line: LogicalLine, base: number, escape: EscapeCharacter) {
    this.line = line;
    this.#base = base;
    this.escape = escape;
  }

  /** The offset of a token in the logical line. */
  offset(token: IToken): number {
    return token.startOffset - this.#base;
  }

  /** The source's span of a token, or of the part of it from `start` to `end`. */
  span(token: IToken, start = 0, end: number = token.image.length): Span {
    const offset = this.offset(token);
    return this.line.text.span(offset + start, offset + end);
  }

  text(token: IToken): Text {
    return { kind: 'Text', span: this.span(token), value: token.image };
  }

  /** A part of a token as a text. */
  part(token: IToken, start: number, end: number = token.image.length): Text {
    return { kind: 'Text', span: this.span(token, start, end), value: token.image.slice(start, end) };
  }
}
