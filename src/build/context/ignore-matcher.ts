import { BuildError } from '../build-error.ts';
import type { IgnoreLine } from './ignore-file.ts';
import { escapeGlob, IgnorePattern, IgnorePatternError } from './ignore-pattern.ts';

/** What was found for one path; a directory's verdict is handed on to what is in it. */
export interface IgnoreVerdict {
  readonly isIgnored: boolean;
  /** For each pattern, whether it matched this path or a directory above it. */
  readonly matched: readonly boolean[];
}

interface Rule {
  readonly pattern: IgnorePattern;
  /** Where it stands, for messages: `.dockerignore:3`. */
  readonly place: string;
}

/** The patterns of one ignore file: the last one that matches a path, or a directory above it, decides. */
export class IgnoreMatcher {
  readonly #rules: readonly Rule[];
  readonly #exceptions: readonly IgnorePattern[];

  private constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#exceptions = rules.map((rule) => rule.pattern).filter((pattern) => pattern.isException);
  }

  /** Throws a BuildError that names the line of a pattern that cannot be understood. */
  static create(lines: readonly IgnoreLine[], fileName: string): IgnoreMatcher {
    const rules = lines.map(({ pattern, line }) => {
      const place = `${fileName}:${line}`;
      return { place, pattern: guard(place, () => new IgnorePattern(pattern)) };
    });
    return new IgnoreMatcher(rules);
  }

  /** A matcher with exceptions added for paths that must be sent all the same. */
  keeping(paths: readonly string[]): IgnoreMatcher {
    const ignored = paths.filter((path) => this.ignores(path));
    const added = ignored.map((path) => ({
      place: path,
      pattern: new IgnorePattern(`!${escapeGlob(path)}`),
    }));
    return new IgnoreMatcher([...this.#rules, ...added]);
  }

  /** Whether a path, relative to the context, is ignored. */
  ignores(path: string): boolean {
    let verdict: IgnoreVerdict | undefined;
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      verdict = this.match(path.slice(0, slash), verdict);
    }
    return this.match(path, verdict).isIgnored;
  }

  /** The verdict for a path, given that of its directory. */
  match(path: string, directory: IgnoreVerdict | undefined): IgnoreVerdict {
    let isIgnored = false;
    const matched = this.#rules.map(({ pattern, place }, index) => {
      const inherited = directory?.matched[index] ?? false;
      // A pattern that could not change the verdict is not tried, and so counts as not matched for what is below.
      if (!inherited && pattern.isException !== isIgnored) return false;
      const matches = inherited || guard(place, () => pattern.matches(path));
      if (matches) isIgnored = !pattern.isException;
      return matches;
    });
    return { isIgnored, matched };
  }

  /**
   * Whether an ignored directory must be searched all the same. As in the docker CLI it must if an exception begins
   * with its path, letter by letter: one that begins with a wildcard opens no directory.
   */
  mayKeepBelow(directory: string): boolean {
    return this.#exceptions.some((pattern) => `${pattern.text}/`.startsWith(`${directory}/`));
  }
}

function guard<Result>(place: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof IgnorePatternError)) throw error;
    throw new BuildError('IGNORE_PATTERN', `${place}: ${error.message}`, { cause: error });
  }
}
