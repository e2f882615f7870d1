/**
 * White space as Go's `unicode.IsSpace` has it, by UTF-16 unit. JavaScript's `\s` differs: it lacks U+0085 and has U+FEFF.
 */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** The offset of the first character at or after `at` that is not white space, at most `end`. */
export function skipSpace(text: string, at: number, end: number = text.length): number {
  let offset = at;
  while (offset < end && isSpace(text.charCodeAt(offset))) offset += 1;
  return offset;
}

/** The offset just behind the last character before `end` that is not white space, at least `start`. */
export function trimSpaceEnd(text: string, start: number, end: number): number {
  let offset = end;
  while (offset > start && isSpace(text.charCodeAt(offset - 1))) offset -= 1;
  return offset;
}

/** The text without the white space around it. JavaScript's own `trim` also takes a byte order mark, which Go does not. */
export function trimSpace(text: string): string {
  const start = skipSpace(text, 0);
  return text.slice(start, trimSpaceEnd(text, start, text.length));
}
