/** A word is suggested for another only if fewer edits than this turn one into the other. */
const LIMIT = 3;

/** The candidate most like a word, by Levenshtein distance in characters; `null` if none is near or the word is one of them. */
export function closest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = LIMIT;
  const characters = [...word];
  for (const candidate of candidates) {
    if (candidate === word) return null;
    if (Math.abs(candidate.length - word.length) >= 2 * LIMIT) continue;
    const others = [...candidate];
    if (Math.abs(others.length - characters.length) >= bestDistance) continue;
    const distance = levenshtein(characters, others);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** The number of insertions, removals and replacements between two lists of characters. */
function levenshtein(from: readonly string[], to: readonly string[]): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of from.entries()) {
    const next = [index + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (row[column] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
