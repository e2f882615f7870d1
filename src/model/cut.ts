/** The text before the first separator and what is behind it; the second is not given where there is no separator. */
export function cut(text: string, separator: string): readonly [before: string, behind?: string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
