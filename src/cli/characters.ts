let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a person counts them (grapheme clusters), and where each begins. */
export function charactersOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (/^[\t -~]*$/.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  // It is made on use, since that takes a fifth of a start.
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}
