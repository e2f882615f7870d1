import type { View } from './reporter.ts';

/** What a file is called where the user may have it called otherwise (`--file-path-in-report`). */
export function shownPath(file: string, { pathInReport }: View): string {
  return pathInReport ?? plainPath(file);
}

/** A path as programs compare it with those of a repository: without the `./` that may stand before it. */
export function plainPath(file: string): string {
  return file.replace(/^(?:\.\/+)+(?=.)/s, '');
}
