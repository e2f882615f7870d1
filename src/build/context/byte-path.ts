/**
 * A path as bytes, one character (U+0000 to U+00FF) for each: file names need not be UTF-8, and strings of bytes
 * compare with `<` as the bytes do. Parts are separated by `/`.
 */
export type BytePath = string;

/** The bytes of a path given as text. */
export function toBytePath(text: string): BytePath {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** The path as text; bytes that are not UTF-8 become U+FFFD. */
export function toText(path: BytePath): string {
  return isAscii(path) ? path : Buffer.from(path, 'latin1').toString('utf8');
}

/** The path as `node:fs` takes it, with every byte kept. */
export function toFilePath(path: BytePath): string | Buffer {
  return isAscii(path) ? path : Buffer.from(path, 'latin1');
}

/** Whether all characters are ASCII, so that bytes and text are the same. */
export function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text);
}
