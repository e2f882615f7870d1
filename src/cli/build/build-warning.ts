import type { VertexWarning } from '../../build/index.ts';
import type { LineRange } from '../../text/line-range.ts';

/** What a warning of BuildKit's says: its checks put their name in front of the words, and the line behind them. */
export function wordsOf({ short }: VertexWarning): {
  readonly check: string | undefined;
  readonly words: string;
} {
  const [, check, words = short] = /^([A-Z][A-Za-z]+): (.*?)(?: \(line \d+\))?$/s.exec(short) ?? [];
  return { check, words };
}

/** The lines that a warning is about, counted from 1: BuildKit gives one range for each. Undefined where it gives none. */
export function linesOf({ ranges }: VertexWarning): LineRange | undefined {
  const starts = ranges.map(({ start }) => start.line).filter((line) => line > 0);
  if (starts.length === 0) return undefined;
  const first = Math.min(...starts);
  return { first, last: Math.max(first, ...ranges.map(({ end }) => end.line)) };
}
