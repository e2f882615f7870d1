/** Reads text in which bytes of UTF-8 are written as `%C3%BC`; what is not encoded as it should be stays as it is. */
export function decodePercent(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
