import stringWidth from 'fast-string-width';
import type { Span } from '../../text/span.ts';
import { charactersOf } from '../characters.ts';
import { printable } from '../printable.ts';

/** A line cut to a width, with where a range of it stands in the cut, in columns of the terminal. */
export interface Excerpt {
  readonly text: string;
  /** Columns before the range. */
  readonly before: number;
  /** Columns that the range takes, at least 1. */
  readonly marked: number;
}

/** What is drawn as one: its offsets in the line and its place in columns. */
interface Cell extends Span {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

const tabWidth = 4;
/** How much of a line is looked at around a range: more than any terminal shows. */
const reach = 2000;

/** Cuts a line to a width around a range (offsets in the line), tabs expanded and control characters made visible. */
export function excerpt(line: string, range: Span, columns: number): Excerpt {
  const from = range.start < reach ? 0 : range.start - reach / 2;
  const to = from + 2 * reach;
  const cells = toCells(line.slice(from, to), from);
  const whole = endOf(cells.at(-1));
  const start = cells.find((cell) => cell.end > range.start)?.column ?? whole;
  const end = Math.max(endOf(cells.findLast((cell) => cell.start < range.end)), start + 1);
  const left = firstColumn({ start, end }, whole, columns);
  const isCutLeft = left > 0 || from > 0;
  const room = columns - (isCutLeft ? 1 : 0);
  const isCutRight = whole - left > room || to < line.length;
  const right = left + room - (isCutRight ? 1 : 0);
  const shown = cells.filter(({ column, width }) => column >= left && column + width <= right);
  const text = `${isCutLeft ? '…' : ''}${shown.map((cell) => cell.text).join('')}${isCutRight ? '…' : ''}`;
  const before = start - (shown[0]?.column ?? 0) + (isCutLeft ? 1 : 0);
  return { text, before, marked: Math.max(Math.min(end, endOf(shown.at(-1))) - start, 1) };
}

/** The first column to show, so that the range is in the middle, or its beginning in sight if it is too wide. */
function firstColumn({ start, end }: Span, whole: number, columns: number): number {
  if (whole <= columns || end < columns) return 0;
  const free = Math.max(columns - 2 - (end - start), 8);
  return Math.max(0, Math.min(start - Math.floor(free / 2), whole - columns + 1));
}

function endOf(cell: Cell | undefined): number {
  return cell === undefined ? 0 : cell.column + cell.width;
}

function toCells(text: string, offset: number): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of charactersOf(text)) {
    const shown = segment === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : printable(segment);
    const start = offset + index;
    const width = stringWidth(shown);
    cells.push({ text: shown, start, end: start + segment.length, column, width });
    column += width;
  }
  return cells;
}
