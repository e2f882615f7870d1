import type { Refusal } from './refusal.ts';

/** The longest line that BuildKit reads, in bytes of UTF-8 without the line break. */
const LIMIT = 65_535;

/** The first line that is too long for BuildKit, which reads no further than that. */
export function lineTooLong(source: string): readonly Refusal[] {
  // A UTF-16 unit takes at most three bytes: shorter lines need not be measured.
  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf('\n', start);
    const end = newline === -1 ? source.length : newline;
    if ((end - start) * 3 > LIMIT && new TextEncoder().encode(source.slice(start, end)).length > LIMIT) {
      return [refuse(start, end)];
    }
    start = end + 1;
  }
  return [];
}

function refuse(start: number, end: number): Refusal {
  const span = { start, end };
  return {
    rule: 'line-too-long',
    phase: 'parse',
    words: `dockerfile line greater than max allowed size of ${LIMIT}`,
    advice: 'break it up with continuation lines or move its content to a file',
    span,
    extent: span,
  };
}
