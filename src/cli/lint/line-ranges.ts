import type { LineRange } from '../../text/line-range.ts';

/** The lines of a file that a change brought; `all` for a new file. */
export type ChangedLines = 'all' | readonly LineRange[];

/** Reads which lines of the new file a unified diff without context brings; what it only takes away has none. */
export function readHunks(diff: string): readonly LineRange[] {
  const heads = diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm);
  return [...heads].flatMap(([, start, length]) => {
    const [first, count] = [Number(start), Number(length ?? 1)];
    return count === 0 ? [] : [{ first, last: first + count - 1 }];
  });
}

/** Whether something that takes these lines is touched by a change. */
export function touches({ first, last }: LineRange, changed: ChangedLines): boolean {
  return changed === 'all' || changed.some((range) => range.first <= last && first <= range.last);
}
