import { relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isWithin } from '../show-path.ts';

/** Patterns as in `.gitignore` that start from a directory (absolute). */
export class FilePatterns {
  readonly #directory: string;
  readonly #rules: Ignore;

  constructor(patterns: readonly string[], directory: string) {
    this.#directory = directory;
    this.#rules = ignore({ ignorecase: false }).add(patterns);
  }

  /** Whether a file (absolute) fits; one outside of the directory never does. */
  match(file: string): boolean {
    if (file === this.#directory || !isWithin(file, this.#directory)) return false;
    return this.#rules.ignores(relative(this.#directory, file).split(sep).join('/'));
  }
}
