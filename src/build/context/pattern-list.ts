import { trimSpace } from '../../text/space.ts';
import { BuildError } from '../build-error.ts';
import { IgnorePattern, IgnorePatternError } from './ignore-pattern.ts';

/** One pattern of a list, and where it stands for messages: `.dockerignore:3`. */
export interface PatternSource {
  readonly pattern: string;
  readonly place: string;
}

/** What was found for one path; a directory's match is handed on to what is in it. */
export interface PatternMatch {
  readonly isMatch: boolean;
  /** For each pattern, whether it matched this path or a directory above it. */
  readonly matched: readonly boolean[];
}

interface Rule {
  readonly pattern: IgnorePattern;
  readonly place: string;
}

/** Patterns in order: the last one that matches a path, or a directory above it, decides; `!` makes exceptions. */
export class PatternList {
  readonly #rules: readonly Rule[];
  readonly #patterns: readonly IgnorePattern[];

  private constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#patterns = rules.map(({ pattern }) => pattern);
  }

  /** Throws a BuildError that names the place of a pattern that cannot be understood. */
  static create(sources: readonly PatternSource[]): PatternList {
    const rules = sources
      .filter(({ pattern }) => trimSpace(pattern) !== '')
      .map(({ pattern, place }) => ({ place, pattern: guard(place, () => new IgnorePattern(pattern)) }));
    return new PatternList(rules);
  }

  /** A list with more patterns behind these. */
  with(sources: readonly PatternSource[]): PatternList {
    return new PatternList([...this.#rules, ...PatternList.create(sources).#rules]);
  }

  /** The match for a path, given that of its directory. */
  match(path: string, directory: PatternMatch | undefined): PatternMatch {
    let isMatch = false;
    const matched = this.#rules.map(({ pattern, place }, index) => {
      const inherited = directory?.matched[index] ?? false;
      // A pattern that could not change the outcome is not tried, and so counts as not matched for what is below.
      if (!inherited && pattern.isException !== isMatch) return false;
      const matches = inherited || guard(place, () => pattern.matches(path));
      if (matches) isMatch = !pattern.isException;
      return matches;
    });
    return { isMatch, matched };
  }

  /** The patterns that had a say in a match, in order: the last one decided. */
  matching({ matched }: PatternMatch): readonly PatternSource[] {
    return this.#rules
      .filter((_, index) => matched[index])
      .map(({ place, pattern }) => ({ place, pattern: `${pattern.isException ? '!' : ''}${pattern.text}` }));
  }

  /** Whether something below a directory could match although the directory does not. */
  mayMatchBelow(directory: string): boolean {
    return this.#patterns.some((pattern) => !pattern.isException && pattern.mayMatchBelow(directory));
  }

  /** Whether something below a directory could be an exception although the directory matches. */
  mayExceptBelow(directory: string): boolean {
    return this.#patterns.some((pattern) => pattern.isException && pattern.mayMatchBelow(directory));
  }

  /** What the exceptions name, without the `!`. */
  get exceptions(): readonly string[] {
    return this.#patterns.filter((pattern) => pattern.isException).map(({ text }) => text);
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
