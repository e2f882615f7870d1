const ordinary = /^[ -~]*$/;
/** Controls, lone surrogates, line and paragraph separators, and what turns the direction of writing. */
export const unprintable = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Text that cannot steer a terminal or leave its line: a control character becomes its picture (␛) or its number (`<U+202E>`). */
export function printable(text: string): string {
  return ordinary.test(text) ? text : text.replace(unprintable, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
