import stringWidth from 'fast-string-width';
import { charactersOf } from '../characters.ts';

const ASCII = /^[ -~]*$/;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** The beginning of a text that fits into so many columns. */
export function cut(text: string, columns: number): string {
  if (columns < 1) return '';
  // A character takes several code units at times; what is far behind does not fit anyway.
  return wrap(text.slice(0, columns * 16), columns)[0] ?? '';
}

/** A text in lines of so many columns (at least 2) each. */
export function wrap(text: string, columns: number): readonly string[] {
  if (ASCII.test(text)) return slices(text, columns);
  const rows: string[] = [];
  let row = '';
  let width = 0;
  for (const { segment } of charactersOf(text)) {
    const more = columnsOf(segment);
    if (width + more > columns) {
      rows.push(row);
      row = '';
      width = 0;
    }
    row += segment;
    width += more;
  }
  return [...rows, row];
}

/** As `wrap`, where each character takes a column: a frame may have many long lines, and to look for characters takes its time. */
function slices(text: string, length: number): readonly string[] {
  const count = Math.max(Math.ceil(text.length / length), 1);
  return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
}

/** A text with blanks behind it up to so many columns, if it is not as wide already. */
export function padded(text: string, columns: number): string {
  return `${text}${' '.repeat(Math.max(columns - columnsOf(text), 0))}`;
}

/** Two texts at both ends of so many columns, with at least a blank between them. */
export function spread(left: string, right: string, columns: number): string {
  const room = columns - columnsOf(right);
  return `${padded(left, Math.max(room, columnsOf(left) + 1))}${right}`;
}
