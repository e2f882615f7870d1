import type { Severity } from '../../diagnostic.ts';
import { eachLine, type LineRange, lineRange } from '../../text/line-range.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import type { Style } from '../style.ts';
import { excerpt } from './excerpt.ts';

export interface FrameView {
  readonly style: Style;
  readonly severity: Severity;
  /** The width of the whole frame. */
  readonly columns: number;
}

/** Lines of source with their numbers and a mark at what is meant; `gutter` is the width of the numbers. */
export interface CodeFrame {
  readonly gutter: number;
  readonly lines: readonly string[];
}

/** Of a range over more lines than this the middle is left out. */
const mostLines = 6;

/** Shows a span in its source: one line with carets below, several with a bracket beside them. */
export function codeFrame(source: Source, span: Span, view: FrameView): CodeFrame {
  const start = source.position(span.start).column - 1;
  const marked = { start, end: start + span.end - span.start };
  return frame(source, lineRange(span, source), marked, view);
}

/** Shows whole lines, in the same way. */
export function lineFrame(source: Source, lines: LineRange, view: FrameView): CodeFrame {
  const text = source.line(lines.first);
  return frame(source, lines, { start: text.search(/\S|$/), end: text.trimEnd().length }, view);
}

/** `marked` is what is meant of the only line (offsets in it). */
function frame(source: Source, lines: LineRange, marked: Span, view: FrameView): CodeFrame {
  const gutter = String(lines.last).length + 1;
  const shown =
    lines.first === lines.last
      ? underlined(source, lines.first, marked, gutter, view)
      : bracketed(source, lines, gutter, view);
  return { gutter, lines: shown };
}

function underlined(
  source: Source,
  line: number,
  marked: Span,
  gutter: number,
  view: FrameView,
): readonly string[] {
  const part = excerpt(source.line(line), marked, view.columns - gutter - 3);
  const carets = view.style(view.severity, '^'.repeat(part.marked));
  return [row(line, part.text, gutter, view), row('', `${' '.repeat(part.before)}${carets}`, gutter, view)];
}

function bracketed(source: Source, lines: LineRange, gutter: number, view: FrameView): readonly string[] {
  const { first, last } = lines;
  const numbers = eachLine(lines);
  const isLong = numbers.length > mostLines;
  const shown = isLong ? [...numbers.slice(0, mostLines - 2), null, last] : numbers;
  return shown.map((line) => {
    const bracket = view.style(view.severity, line === first ? '┌' : line === last ? '└' : '│');
    if (line === null) return row('…', bracket, gutter, view);
    const { text } = excerpt(source.line(line), { start: 0, end: 0 }, view.columns - gutter - 5);
    return row(line, `${bracket} ${text}`, gutter, view);
  });
}

function row(number: number | string, text: string, gutter: number, { style }: FrameView): string {
  return `${style('frame', `${String(number).padStart(gutter)} │`)} ${text}`.trimEnd();
}
