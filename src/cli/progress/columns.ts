import stringWidth from 'fast-string-width';

const SEGMENTER = new Intl.Segmenter();
const ASCII = /^[ -~]*$/;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** The beginning of a text that fits into so many columns. */
export function cut(text: string, columns: number): string {
  // A character takes several code units at times; what is far behind does not fit anyway.
  return wrap(text.slice(0, columns * 16), columns)[0] ?? '';
}

/** A text in lines of so many columns (at least 2) each. */
export function wrap(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let width = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
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

/** Two texts at both ends of so many columns, with at least a blank between them. */
export function spread(left: string, right: string, columns: number): string {
  const gap = columns - columnsOf(left) - columnsOf(right);
  return `${left}${' '.repeat(Math.max(gap, 1))}${right}`;
}
