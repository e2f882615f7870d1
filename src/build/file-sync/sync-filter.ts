import { PatternList, type PatternMatch } from '../context/pattern-list.ts';
import type { Decision, TreeFilter } from '../context/walk.ts';

/** What the two lists of patterns found for a directory. */
export interface SyncVerdict {
  readonly included: PatternMatch | undefined;
  readonly excluded: PatternMatch;
}

/** A filter that goes by paths alone, so that it can be asked about what is in no directory. */
export interface SyncFilter extends TreeFilter<SyncVerdict> {
  decide(path: string, above: SyncVerdict | undefined): Decision<SyncVerdict>;
}

/**
 * Takes what BuildKit asks for, as its own client does: what `include` matches (all, if it is undefined) and `exclude`
 * does not, and the directories above. Unlike the docker command it searches wherever an exception could match. Throws a
 * BuildError for a pattern that cannot be understood.
 */
export function syncFilter(
  include: readonly string[] | undefined,
  exclude: readonly string[],
  directory: string,
): SyncFilter {
  const included = include && patternList(include, `the paths wanted of "${directory}"`);
  const excluded = patternList(exclude, `the ignore file for "${directory}"`);
  return {
    takesParents: true,
    linksToLinks: false,
    decide: (path, above) => decide(path, above, included, excluded),
  };
}

function decide(
  path: string,
  above: SyncVerdict | undefined,
  include: PatternList | undefined,
  exclude: PatternList,
): Decision<SyncVerdict> {
  const included = include?.match(path, above?.included);
  const excluded = exclude.match(path, above?.excluded);
  const isIncluded = included?.isMatch ?? true;
  return {
    isTaken: isIncluded && !excluded.isMatch,
    verdict: { included, excluded },
    mayTakeBelow: () =>
      (isIncluded || (include?.mayMatchBelow(path) ?? true)) &&
      (!excluded.isMatch || exclude.mayExceptBelow(path)),
  };
}

function patternList(patterns: readonly string[], place: string): PatternList {
  const wanted = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== '');
  return PatternList.create(wanted.map((pattern) => ({ pattern, place })));
}
