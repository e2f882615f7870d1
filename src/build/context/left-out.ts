import type { BigIntStats } from 'node:fs';
import type { BuildContext } from './build-context.ts';
import type { PatternMatch, PatternSource } from './pattern-list.ts';
import type { Selection } from './selection.ts';
import { type TreeFilter, walkTree } from './walk.ts';

/** A file, or a directory with all that is in it, that an ignore file keeps out of a build context. */
export interface LeftOut {
  /** Relative to the context; that of a directory ends in `/`. */
  readonly path: string;
  /** The pattern that decided. */
  readonly pattern: PatternSource | undefined;
  readonly files: number;
  /** Of all these files together. */
  readonly bytes: number;
}

/** What is being counted. */
type Counted = { -readonly [Key in keyof LeftOut]: LeftOut[Key] };

interface Verdict {
  readonly match: PatternMatch;
  /** The directory that is left out as a whole, of which this is a part. */
  readonly within: Counted | undefined;
}

/** All that is left out of a context, in the order of the names; directories as a whole where nothing in them can be an exception. */
export function leftOut({ root, ignore }: BuildContext, selection: Selection): readonly LeftOut[] {
  const found: Counted[] = [];
  const decide = (path: string, above: Verdict | undefined, stats: BigIntStats): Verdict => {
    const size = stats.isFile() ? Number(stats.size) : 0;
    const isDirectory = stats.isDirectory();
    if (above?.within !== undefined) {
      above.within.files += isDirectory ? 0 : 1;
      above.within.bytes += size;
      return above;
    }
    const match = ignore.match(path, above?.match);
    if (!match.isMatch || (isDirectory && selection.isSearched(path))) return { match, within: undefined };
    const one: Counted = {
      path: isDirectory ? `${path}/` : path,
      pattern: ignore.matching(match).at(-1),
      files: isDirectory ? 0 : 1,
      bytes: size,
    };
    found.push(one);
    return { match, within: isDirectory ? one : undefined };
  };
  const filter: TreeFilter<Verdict> = {
    takesParents: false,
    linksToLinks: true,
    // Nothing is taken: looking is enough.
    decide: (...seen) => ({ isTaken: false, verdict: decide(...seen), mayTakeBelow: () => true }),
  };
  for (const _ of walkTree(root, filter, () => undefined)) {
    // There is none.
  }
  return found;
}
