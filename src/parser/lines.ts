import { MappedText, type Piece } from '../text/mapped-text.ts';
import { skipSpace, trimSpaceEnd } from '../text/space.ts';
import type { Span } from '../text/span.ts';
import type { BlankLines, Comment, Directive, EscapeCharacter, Heredoc } from './ast.ts';
import { DirectiveReader } from './directives.ts';
import { HeredocReader } from './heredoc.ts';
import { lineTooLong } from './line-length.ts';
import { LineReader } from './line-reader.ts';
import type { Refusal } from './refusal.ts';

/** One instruction's text: its continuation lines joined, comments and blank lines between them taken out. */
export interface LogicalLine {
  readonly kind: 'LogicalLine';
  /** The physical lines it takes, here-documents and line breaks included. */
  readonly extent: Span;
  /** From its first character to its last, here-documents included. */
  readonly span: Span;
  /** Trimmed at both ends; there is no line break in it. */
  readonly text: MappedText;
  readonly comments: readonly Comment[];
  readonly blankLines: readonly BlankLines[];
  readonly heredocs: readonly Heredoc[];
}

export type LineItem = Directive | Comment | BlankLines | LogicalLine;

/** A file cut into its items, in order; their extents cover it without a gap. */
export interface Lines {
  readonly escape: EscapeCharacter;
  readonly items: readonly LineItem[];
  readonly refusals: readonly Refusal[];
}

/** Cuts a file into directives, comments, blank lines and logical lines (Dockerfile reference, "Format"). */
export function splitLines(source: string): Lines {
  const reader = new LineReader(source);
  const directives = new DirectiveReader();
  const heredocs = new HeredocReader(reader);
  const items: LineItem[] = [];
  while (reader.next()) {
    const single = directives.read(reader) ?? readComment(reader) ?? readBlankLine(reader, items);
    items.push(single ?? readLogicalLine(reader, directives.escape, heredocs));
  }
  return {
    escape: directives.escape,
    items,
    refusals: [...directives.refusals, ...heredocs.refusals, ...lineTooLong(source)],
  };
}

function readComment(reader: LineReader): Comment | null {
  if (!reader.isComment) return null;
  const { source, contentStart } = reader;
  const end = trimSpaceEnd(source, contentStart + 1, reader.end);
  const text = source.slice(skipSpace(source, contentStart + 1, end), end);
  return { kind: 'Comment', span: { start: contentStart, end }, extent: reader.extent, text };
}

/** Blank lines in a row are one item: the one before is taken off the list and grows. */
function readBlankLine(reader: LineReader, items: (LineItem | BlankLines)[]): BlankLines | null {
  if (!reader.isBlank) return null;
  const previous = items.at(-1);
  if (previous?.kind === 'BlankLines') items.pop();
  const start = previous?.kind === 'BlankLines' ? previous.extent.start : reader.start;
  const extent = { start, end: reader.following };
  return { kind: 'BlankLines', span: extent, extent };
}

function readLogicalLine(
  reader: LineReader,
  escape: EscapeCharacter,
  heredocReader: HeredocReader,
): LogicalLine {
  const { start, contentStart } = reader;
  const joined = new Joined(reader.source);
  const comments: Comment[] = [];
  const blankLines: BlankLines[] = [];
  let open = joined.add(reader, contentStart, escape);
  while (open && reader.next()) {
    const comment = readComment(reader);
    const blank = comment === null ? readBlankLine(reader, blankLines) : null;
    if (comment !== null) comments.push(comment);
    else if (blank !== null) blankLines.push(blank);
    else open = joined.add(reader, reader.start, escape);
  }
  const text = joined.trimmed();
  const heredocs = heredocReader.read(text, escape);
  // Where the file ends in a continuation, comments and blank lines can be the last of it.
  const parts = [...heredocs, ...comments, ...blankLines].map((part) => part.span.end);
  const span = { start: contentStart, end: Math.max(joined.end, ...parts) };
  return {
    kind: 'LogicalLine',
    extent: { start, end: reader.following },
    span,
    text,
    comments,
    blankLines,
    heredocs,
  };
}

/** The text of physical lines, joined without their continuation characters. */
class Joined {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  #text = '';
  /** Behind the last character of the last line that had any, a continuation character included. */
  end = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Adds the reader's line from an offset on; true if the next line continues it. */
  add(reader: LineReader, from: number, escape: EscapeCharacter): boolean {
    const continuation = reader.continuation(from, escape);
    const to = continuation === -1 ? reader.end : continuation;
    if (to > from) {
      this.#pieces.push({ at: this.#text.length, source: from });
      this.#text += this.#source.slice(from, to);
    }
    this.end = continuation === -1 ? trimSpaceEnd(this.#source, from, to) : continuation + 1;
    return continuation !== -1;
  }

  trimmed(): MappedText {
    if (this.#pieces.length === 0) this.#pieces.push({ at: 0, source: this.end });
    const whole = new MappedText(this.#text, this.#pieces);
    const start = skipSpace(this.#text, 0);
    const end = trimSpaceEnd(this.#text, start, this.#text.length);
    return start === 0 && end === this.#text.length ? whole : whole.slice(start, end);
  }
}
