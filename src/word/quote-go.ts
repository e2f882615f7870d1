const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** Text in double quotes as Go's `strconv.Quote` writes it: the form in which BuildKit's messages and dumps show text. */
export function quoteGo(text: string): string {
  // What Go's `unicode.IsPrint` refuses, and what a quoted string escapes; here, as compiling this takes half a millisecond.
  const special = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu;
  return `"${text.toWellFormed().replace(special, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x80) return ESCAPES[character] ?? `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
