import type { Builder } from '../buildkit/buildkit-options.ts';
import type { IgnoreMatcher } from './ignore-matcher.ts';
import type { PatternMatch } from './pattern-list.ts';
import type { TreeFilter } from './walk.ts';

/**
 * Takes what an ignore file leaves of a context for a builder. As the docker command finds it for the classic one, a directory
 * that is ignored is left out, even where something in it is not.
 */
export function ignoreFilter(ignore: IgnoreMatcher, builder: Builder): TreeFilter<PatternMatch> {
  return {
    takesParents: builder === 'buildkit',
    linksToLinks: builder === 'classic',
    decide(path, directory) {
      const verdict = ignore.match(path, directory);
      return { isTaken: !verdict.isMatch, verdict, mayTakeBelow: () => isSearched(path, ignore, builder) };
    },
  };
}

/** Whether an ignored directory is searched for exceptions. */
export function isSearched(directory: string, ignore: IgnoreMatcher, builder: Builder): boolean {
  return builder === 'buildkit' ? ignore.mayExceptBelow(directory) : ignore.mayKeepBelow(directory);
}
