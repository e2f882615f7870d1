import { isSpace } from '../text/space.ts';
import type { EscapeCharacter } from './ast.ts';

const NEWLINE = 0x0a;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/**
 * Whether BuildKit ends a flag or a health check's type at this character. It reads them byte by byte, so that besides
 * white space every character with a byte 0x85 or 0xA0 in its UTF-8 form ends them: `à` is C3 A0.
 */
export function endsFlag(unit: number): boolean {
  if (unit < 0x80) return isSpace(unit);
  if (unit >= 0xd800 && unit <= 0xdbff) return false;
  const last = 0x80 | (unit & 0x3f);
  if (last === 0x85 || last === 0xa0) return true;
  if (unit < 0x800 || (unit >= 0xdc00 && unit <= 0xdfff)) return false;
  const middle = 0x80 | ((unit >> 6) & 0x3f);
  return middle === 0x85 || middle === 0xa0;
}

/** The offset just behind the flag that begins at `at`: blanks inside quotes and behind an escape character belong to it. */
export function flagEnd(text: string, at: number, escape: EscapeCharacter): number {
  return quotedEnd(text, at, escape, endsFlag, true);
}

/** The offset just behind the word of ARG, ENV or LABEL that begins at `at`; nothing escapes between single quotes. */
export function pairWordEnd(text: string, at: number, escape: EscapeCharacter): number {
  return quotedEnd(text, at, escape, isSpace, false);
}

/** Where text ends that may have blanks in quotes or behind an escape character. Quotes that do not close run to the line's end. */
function quotedEnd(
  text: string,
  at: number,
  escape: EscapeCharacter,
  ends: (unit: number) => boolean,
  escapesInSingleQuotes: boolean,
): number {
  const escapeUnit = escape.charCodeAt(0);
  let quote = 0;
  let offset = at;
  for (; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === NEWLINE) break;
    if (unit === escapeUnit && (escapesInSingleQuotes || quote !== SINGLE_QUOTE)) {
      if (offset + 1 < text.length && text.charCodeAt(offset + 1) !== NEWLINE) offset += 1;
    } else if (quote !== 0) {
      if (unit === quote) quote = 0;
    } else if (unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE) {
      quote = unit;
    } else if (ends(unit)) {
      break;
    }
  }
  return offset;
}

/** Whether the text is a JSON array, which is what makes a form the exec form. */
export function isJsonArray(text: string): boolean {
  if (!text.startsWith('[') || !text.endsWith(']')) return false;
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
