/** What a text holds as JSON: the first value and what follows it, or the place (line and column from 1) where it stops to be JSON. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown; readonly rest: string }
  | { readonly ok: false; readonly line: number; readonly column: number };

const WORD =
  /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANKS = /[ \t\r\n]*/y;

/**
 * Reads the first JSON value of a text; as Go's decoder, which docker reads its files with, it ignores what follows. Node's own
 * message is of no use for files with secrets: it quotes them.
 */
export function readJsonText(text: string): JsonText {
  const end = endOfValue(text);
  if (end.ok) return { ok: true, value: JSON.parse(text.slice(0, end.at)), rest: text.slice(end.at) };
  const before = text.slice(0, end.at).split('\n');
  return { ok: false, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** What may come next; `OrEnd` where a bracket may close instead. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';

/** Walks over brackets and words with a stack of what is open. */
function endOfValue(text: string): { readonly ok: boolean; readonly at: number } {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let at = skip(BLANKS, text, 0); at < text.length; at = skip(BLANKS, text, at)) {
    const length = lengthOfToken(text, at, expected, open.at(-1));
    if (length === 0) return { ok: false, at };
    const token = text[at];
    at += length;
    if (token === '{' || token === '[') open.push(token);
    if (token === '}' || token === ']') open.pop();
    expected = following(token, expected, open.at(-1));
    if (open.length === 0) return { ok: true, at };
  }
  return { ok: false, at: text.length };
}

function lengthOfToken(text: string, at: number, expected: Expected, open: string | undefined): number {
  const unit = text[at] ?? '';
  const closes = unit === (open === '{' ? '}' : ']') && open !== undefined;
  switch (expected) {
    case 'colon':
      return unit === ':' ? 1 : 0;
    case 'commaOrEnd':
      return unit === ',' || closes ? 1 : 0;
    case 'key':
    case 'keyOrEnd':
      if (closes && expected === 'keyOrEnd') return 1;
      return unit === '"' ? skip(WORD, text, at) - at : 0;
    case 'value':
    case 'valueOrEnd':
      if (closes && expected === 'valueOrEnd') return 1;
      return unit === '{' || unit === '[' ? 1 : skip(WORD, text, at) - at;
  }
}

function following(token: string | undefined, before: Expected, open: string | undefined): Expected {
  if (token === '{') return 'keyOrEnd';
  if (token === '[') return 'valueOrEnd';
  if (token === ':') return 'value';
  if (token === ',') return open === '{' ? 'key' : 'value';
  return before === 'key' || (before === 'keyOrEnd' && token !== '}') ? 'colon' : 'commaOrEnd';
}

/** Where a match that begins here ends; here, if there is none. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
