import type { IgnoreLine } from './ignore-file.ts';
import { escapeGlob } from './ignore-pattern.ts';
import { PatternList, type PatternMatch, type PatternSource } from './pattern-list.ts';

/** The patterns of one ignore file: the last one that matches a path, or a directory above it, decides. */
export class IgnoreMatcher {
  readonly #patterns: PatternList;
  /** What the exceptions name, letter by letter. */
  readonly #exceptions: readonly string[];

  private constructor(patterns: PatternList, exceptions: readonly string[]) {
    this.#patterns = patterns;
    this.#exceptions = exceptions;
  }

  /** Throws a BuildError that names the line of a pattern that cannot be understood. */
  static create(lines: readonly IgnoreLine[], fileName: string): IgnoreMatcher {
    const sources = lines.map(({ pattern, line }) => ({ pattern, place: `${fileName}:${line}` }));
    const patterns = PatternList.create(sources);
    return new IgnoreMatcher(patterns, patterns.exceptions);
  }

  /** A matcher with exceptions added for paths that must be sent all the same. */
  keeping(paths: readonly string[]): IgnoreMatcher {
    const ignored = paths.filter((path) => this.ignores(path));
    const added = ignored.map((path) => ({ pattern: `!${escapeGlob(path)}`, place: path }));
    return new IgnoreMatcher(this.#patterns.with(added), [...this.#exceptions, ...ignored]);
  }

  /** Whether a path, relative to the context, is ignored. */
  ignores(path: string): boolean {
    let above: PatternMatch | undefined;
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      above = this.match(path.slice(0, slash), above);
    }
    return this.match(path, above).isMatch;
  }

  /** Whether a path is ignored (then it is a match), given the same of its directory. */
  match(path: string, directory: PatternMatch | undefined): PatternMatch {
    return this.#patterns.match(path, directory);
  }

  /**
   * Whether an ignored directory must be searched all the same. As in the docker CLI it must if an exception begins
   * with its path, letter by letter: one that begins with a wildcard opens no directory.
   */
  mayKeepBelow(directory: string): boolean {
    return this.#exceptions.some((text) => `${text}/`.startsWith(`${directory}/`));
  }

  /** The same for BuildKit: wildcards open all directories in which they could match. */
  mayExceptBelow(directory: string): boolean {
    return this.#patterns.mayExceptBelow(directory);
  }

  /** The patterns that had a say about a path, in order: the last one decided. */
  matching(match: PatternMatch): readonly PatternSource[] {
    return this.#patterns.matching(match);
  }
}
