/**
 * Whether Go's `filepath.Match` accepts a pattern (https://pkg.go.dev/path/filepath#Match): a backslash needs a
 * character behind it, a class its `]`, at least one member, and both ends of each range.
 */
export function isValidGlob(pattern: string): boolean {
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const end = constructEnd(chars, at);
    if (end === -1) return false;
    at = end;
  }
  return true;
}

/** Asterisks, and what is up to the next one; one in a class does not count. */
const PART = /\**((?:\\.|\[(?:\\.|[^\]\\])*(?:\]|\\?$)|[^*[\\]|\\$)*)/sy;
const FITS_DOT = new Set(['.', '?', '\\.']);

/**
 * The part of an ignore pattern that Docker checks before it uses any. It has Go compare the pattern with the name `.`, and Go
 * goes from asterisk to asterisk only as long as that fits; a mistake behind that shows when a path is compared.
 */
export function checkedPart(pattern: string): string {
  PART.lastIndex = 0;
  const first = PART.exec(pattern)?.[1] ?? '';
  if (FITS_DOT.has(first)) PART.exec(pattern);
  return pattern.slice(0, PART.lastIndex);
}

/** The place of the last character of what begins at `at`, or -1 where it is not closed. */
function constructEnd(chars: readonly string[], at: number): number {
  if (chars[at] === '[') return classEnd(chars, at + 1);
  if (chars[at] !== '\\') return at;
  return at + 1 < chars.length ? at + 1 : -1;
}

/** The place of the `]` that closes a class whose inside begins at `start`, or -1. */
function classEnd(chars: readonly string[], start: number): number {
  let at = chars[start] === '^' ? start + 1 : start;
  for (let members = 0; members === 0 || chars[at] !== ']'; members++) {
    at = memberEnd(chars, at);
    if (at !== -1 && chars[at] === '-') at = memberEnd(chars, at + 1);
    if (at === -1) return -1;
  }
  return at;
}

/** The place behind one end of a range, or -1 where there is none, or nothing follows it. */
function memberEnd(chars: readonly string[], start: number): number {
  const char = chars[start];
  if (char === undefined || char === '-' || char === ']') return -1;
  const end = char === '\\' ? start + 2 : start + 1;
  return end < chars.length ? end : -1;
}
