import { isSpace, skipSpace } from '../text/space.ts';
import type { Span } from '../text/span.ts';
import type { EscapeCharacter } from './ast.ts';

const HASH = 0x23;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const BLANK = 0x20;

/** A cursor over the physical lines of a source; only `\n` ends one. Before the first `next()` it stands on no line. */
export class LineReader {
  readonly source: string;
  /** Where the line begins, its indentation included. */
  start = 0;
  /** The first character that is not white space, or `end`. */
  contentStart = 0;
  /** Behind the last character that is not part of the line break (`\r` counts to it, however many). */
  end = 0;
  /** Where the next line begins. */
  following = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Steps to the next line; false at the end of the file. */
  next(): boolean {
    const { source, following: start } = this;
    if (start >= source.length) return false;
    const newline = source.indexOf('\n', start);
    let end = newline === -1 ? source.length : newline;
    this.following = newline === -1 ? source.length : newline + 1;
    while (end > start && source.charCodeAt(end - 1) === CARRIAGE_RETURN) end -= 1;
    this.start = start;
    this.end = end;
    this.contentStart = isSpace(source.charCodeAt(start)) ? skipSpace(source, start, end) : start;
    return true;
  }

  /** The whole line with its line break. */
  get extent(): Span {
    return { start: this.start, end: this.following };
  }

  get isBlank(): boolean {
    return this.contentStart >= this.end;
  }

  get isComment(): boolean {
    return this.contentStart < this.end && this.source.charCodeAt(this.contentStart) === HASH;
  }

  /**
   * Where the escape character stands that continues this line, looking no further left than `from`; -1 if none does.
   * Blanks may follow it. Two in a row do not continue a line, nor do three.
   */
  continuation(from: number, escape: EscapeCharacter): number {
    const { source } = this;
    let at = this.end - 1;
    while (at >= from && (source.charCodeAt(at) === BLANK || source.charCodeAt(at) === TAB)) at -= 1;
    if (at < from || source[at] !== escape) return -1;
    return at > from && source[at - 1] === escape ? -1 : at;
  }
}
