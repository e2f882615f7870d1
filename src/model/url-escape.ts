import { type Checked, right, wrong } from '../word/checked.ts';
import { quoteGo } from '../word/quote-go.ts';

/** The part of a URL that text stands in: what must be escaped differs. */
export type UrlPart = 'path' | 'user' | 'host' | 'zone' | 'query' | 'fragment';

/** What needs no escape, letters and digits apart. */
const PLAIN: Readonly<Record<UrlPart, string>> = {
  path: '-_.~$&+,/:;=@',
  user: '-_.~$&+,;=',
  host: '-_.~!$&\'()*+,;=:[]<>"',
  zone: '-_.~!$&\'()*+,;=:[]<>"',
  query: '-_.~',
  fragment: '-_.~$&+,/:;=?@!()*',
};

/** Escapes bytes, given as characters up to U+00FF, as Go's `net/url` does. */
export function escapeUrl(bytes: string, part: UrlPart): string {
  return bytes.replace(/[^a-zA-Z0-9]/g, (byte) => (PLAIN[part].includes(byte) ? byte : percent(byte)));
}

/** Resolves `%XX`, and `+` in a query, as Go's `net/url` does; text and result are bytes, as characters up to U+00FF. */
export function unescapeUrl(bytes: string, part: UrlPart): Checked<string> {
  const found = bytes.match(/%(?:[\da-f]{2})?|./gis) ?? [];
  let at = 0;
  let value = '';
  for (const piece of found) {
    if (piece === '%') return wrong(`invalid URL escape ${quoteGo(bytes.slice(at, at + 3))}`);
    const byte = piece.length === 1 ? piece : String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    const words = piece.length === 1 ? refusePlain(byte, part) : refuseEscaped(piece, byte, part);
    if (words !== null) return wrong(words);
    value += piece === '+' && part === 'query' ? ' ' : byte;
    at += piece.length;
  }
  return right(value);
}

/** Only host names are strict about what is not escaped. */
function refusePlain(byte: string, part: UrlPart): string | null {
  if (part !== 'host' && part !== 'zone') return null;
  return isPlain(byte, part) || byte > '\x7f' ? null : `invalid character ${quoteGo(byte)} in host name`;
}

/** In a host name only bytes beyond ASCII may be escaped; in the zone of an address only what might stand there as it is. */
function refuseEscaped(piece: string, byte: string, part: UrlPart): string | null {
  if (piece === '%25' || (part !== 'host' && part !== 'zone')) return null;
  const isFine = part === 'host' ? byte > '\x7f' : byte === ' ' || isPlain(byte, 'host');
  return isFine ? null : `invalid URL escape ${quoteGo(piece)}`;
}

function isPlain(byte: string, part: UrlPart): boolean {
  return /[a-zA-Z0-9]/.test(byte) || PLAIN[part].includes(byte);
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Text as its UTF-8 bytes, each a character up to U+00FF. */
export function toBytes(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** Bytes, each a character up to U+00FF, as text; what is not UTF-8 becomes U+FFFD. */
export function fromBytes(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
