import type { Remark } from './remark.ts';

/** A ShellCheck that can be run. */
export interface Engine {
  /** Name and version: what it says may change with them. */
  readonly id: string;
  /** Checks scripts side by side; the remarks come in the order of the scripts. Throws a `ShellCheckError`. */
  check(scripts: readonly string[], signal: AbortSignal): Promise<readonly (readonly Remark[])[]>;
}

/** ShellCheck could not be run, or did not do its work. */
export class ShellCheckError extends Error {
  readonly code = 'SHELLCHECK';
  override readonly name = 'ShellCheckError';
}

/** What is never reported: sourced files that are not there (1090, 1091), and that ash is taken for dash (2187). */
export const excludedCodes: readonly number[] = [1090, 1091, 2187];
