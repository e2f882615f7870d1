import type { MappedText } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import type { EscapeCharacter, Heredoc, Text } from './ast.ts';
import { type HeredocMarker, heredocMarkers } from './heredoc-marker.ts';
import { instructionKind } from './instructions.ts';
import type { LineReader } from './line-reader.ts';
import type { Refusal } from './refusal.ts';

/** Takes the bodies of here-documents from the lines that follow an instruction (Dockerfile reference, "Here-Documents"). */
export class HeredocReader {
  readonly refusals: Refusal[] = [];
  readonly #reader: LineReader;
  readonly #terminators = new Map<boolean, Map<string, number>>();

  constructor(reader: LineReader) {
    this.#reader = reader;
  }

  /** The here-documents of an instruction's text, their bodies taken from the reader; none where it cannot have any. */
  read(text: MappedText, escape: EscapeCharacter): readonly Heredoc[] {
    if (!text.text.includes('<<')) return [];
    const instruction = { start: this.#reader.start };
    return heredocMarkers(text.text, escape).map((marker) => this.#readBody(marker, text, instruction.start));
  }

  #readBody(marker: HeredocMarker, text: MappedText, start: number): Heredoc {
    const span = text.span(marker.start, marker.end);
    const { name, expand, chomp } = marker;
    const found = this.#find(marker);
    if (!found) this.#refuse(marker, span, start);
    const { body, terminator } = found ? this.#take(marker) : this.#takeUnterminated();
    const markerText: Text = { kind: 'Text', span, value: text.text.slice(marker.start, marker.end) };
    const end = terminator?.span.end ?? body.span.end;
    return {
      kind: 'Heredoc',
      span: { start: span.start, end },
      marker: markerText,
      name,
      expand,
      chomp,
      body,
      terminator,
    };
  }

  /** Whether a line ends the body. Looked up in a table of all lines, or many here-documents without end would read the file many times. */
  #find({ name, chomp }: HeredocMarker): boolean {
    let lastLines = this.#terminators.get(chomp);
    if (lastLines === undefined) {
      lastLines = lastOccurrences(this.#reader.source, chomp);
      this.#terminators.set(chomp, lastLines);
    }
    return (lastLines.get(name) ?? -1) >= this.#reader.following;
  }

  #take({ name, chomp }: HeredocMarker): { body: Text; terminator: Text } {
    const reader = this.#reader;
    const start = reader.following;
    while (reader.next()) {
      const from = chomp ? skipTabs(reader.source, reader.start, reader.end) : reader.start;
      const value = reader.source.slice(from, reader.end);
      if (value !== name) continue;
      const terminator: Text = { kind: 'Text', span: { start: from, end: reader.end }, value };
      return { body: this.#body(start, reader.start), terminator };
    }
    throw new Error(`the table of lines names a terminator ${name} that is not there`);
  }

  /** BuildKit would read to the end of the file; for our reader the body ends where an instruction seems to begin, so that the rest is still linted. */
  #takeUnterminated(): { body: Text; terminator: null } {
    const reader = this.#reader;
    const start = reader.following;
    let end = start;
    while (end < reader.source.length && !looksLikeInstruction(reader.source, end)) {
      reader.next();
      end = reader.following;
    }
    return { body: this.#body(start, end), terminator: null };
  }

  #body(start: number, end: number): Text {
    return { kind: 'Text', span: { start, end }, value: this.#reader.source.slice(start, end) };
  }

  #refuse(marker: HeredocMarker, span: Span, start: number): void {
    const extent = { start, end: this.#reader.source.length };
    const advice = `no line below holds just \`${marker.name}\``;
    this.refusals.push({
      rule: 'unterminated-heredoc',
      phase: 'parse',
      words: 'unterminated heredoc',
      advice,
      span,
      extent,
    });
  }
}

/** Where each line's text occurs last, leading tabs cut if `chomp`. */
function lastOccurrences(source: string, chomp: boolean): Map<string, number> {
  const lines = new Map<string, number>();
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf('\n', start);
    let end = newline === -1 ? source.length : newline;
    const following = end + 1;
    while (end > start && source[end - 1] === '\r') end -= 1;
    lines.set(source.slice(chomp ? skipTabs(source, start, end) : start, end), start);
    start = following;
  }
  return lines;
}

function skipTabs(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && source[at] === '\t') at += 1;
  return at;
}

const UPPER_CASE_WORD = /[A-Z]+(?=[ \t])/y;

function looksLikeInstruction(source: string, at: number): boolean {
  UPPER_CASE_WORD.lastIndex = at;
  const word = UPPER_CASE_WORD.exec(source)?.[0];
  return word !== undefined && instructionKind(word) !== null;
}
