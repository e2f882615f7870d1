import type { View } from './reporter.ts';

/** What a file is called where the user may have it called otherwise (`--file-path-in-report`). */
export function shownPath(file: string, { pathInReport }: View): string {
  return pathInReport ?? file;
}
