import { type Diagnostic, type Severity, severities } from '../../../diagnostic.ts';
import { append } from '../../../text/append.ts';
import type { Source } from '../../../text/source.ts';
import type { Span } from '../../../text/span.ts';
import { rangeInLines } from '../range.ts';

/** A part of a line, and how bad the worst finding in it is. */
export interface Piece {
  readonly text: string;
  readonly severity: Severity | undefined;
}

/** A line of source, with what is to be marked in it and which findings (by index) end on it. */
export interface SourceLine {
  readonly number: number;
  readonly pieces: readonly Piece[];
  readonly findings: readonly number[];
}

/** A range of columns in a line (from 0, half open). */
interface Marking extends Span {
  readonly severity: Severity;
}

/** More of a line than anybody reads. */
const longest = 4000;

/** The lines of a source with the findings in their places. */
export function sourceLines(source: Source, diagnostics: readonly Diagnostic[]): readonly SourceLine[] {
  const markings = new Map<number, Marking[]>();
  const ends = new Map<number, number[]>();
  for (const [index, { severity, span }] of diagnostics.entries()) {
    const { line, column, endLine, endColumn } = rangeInLines(span, source);
    append(ends, endLine, index);
    for (let at = line; at <= endLine; at++) {
      const start = at === line ? column - 1 : 0;
      append(markings, at, { start, end: at === endLine ? endColumn - 1 : longest, severity });
    }
  }
  // Behind the last line break there is no line, unless something is found there.
  const isLastEmpty = source.line(source.lineCount) === '' && !ends.has(source.lineCount);
  return Array.from({ length: source.lineCount - (isLastEmpty ? 1 : 0) }, (_, index) => ({
    number: index + 1,
    pieces: cut(source.line(index + 1), markings.get(index + 1) ?? []),
    findings: ends.get(index + 1) ?? [],
  }));
}

/** Cuts a line wherever a marking begins or ends. */
function cut(line: string, markings: readonly Marking[]): readonly Piece[] {
  const length = Math.min(line.length, longest);
  const edges = markings
    .flatMap(({ start, end }) => [start, end])
    .filter((edge) => edge > 0 && edge < length);
  const cuts = [0, ...new Set(edges.toSorted((a, b) => a - b)), length];
  const pieces = cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    return { text: line.slice(start, end), severity: worst(markings, start, end) };
  });
  return line.length > longest ? [...pieces, { text: '…', severity: undefined }] : pieces;
}

function worst(markings: readonly Marking[], start: number, end: number): Severity | undefined {
  const here = markings.filter((marking) => marking.start < end && marking.end > start);
  return severities.find((severity) => here.some((marking) => marking.severity === severity));
}
