import type { Builder } from '../buildkit/buildkit-options.ts';
import type { BuildContext } from './build-context.ts';
import type { ContextEntry } from './context-entry.ts';
import { ignoreFilter, isSearched } from './ignore-filter.ts';
import type { PatternMatch, PatternSource } from './pattern-list.ts';
import { walkTree } from './walk.ts';

/** Whether a path is in a build context, and what decided that. */
export interface PathVerdict {
  readonly isSent: boolean;
  /** The patterns that had a say, in order: the last one decided. None where nothing matches. */
  readonly patterns: readonly PatternSource[];
  /** The directory above that is ignored as a whole, so that no exception is looked for; undefined where there is none. */
  readonly ignoredDirectory: string | undefined;
}

/** What of a directory a builder gets: the classic one and BuildKit differ in what exceptions below an ignored directory count for. */
export class Selection {
  readonly #context: BuildContext;
  readonly #builder: Builder;

  constructor(context: BuildContext, builder: Builder) {
    this.#context = context;
    this.#builder = builder;
  }

  /** The entries of the directory that are sent, in order. Throws a BuildError that names what cannot be read. */
  entries(onSocket: (path: string) => void): Generator<ContextEntry> {
    const { root, ignore } = this.#context;
    return walkTree(root, ignoreFilter(ignore, this.#builder), onSocket);
  }

  /** Whether an ignored directory is searched for exceptions. */
  isSearched(directory: string): boolean {
    return isSearched(directory, this.#context.ignore, this.#builder);
  }

  /** Says whether a path, relative to the context and cleaned, is sent and why. It need not exist; empty, it is the context, which always is. */
  explain(path: string): PathVerdict {
    const { ignore } = this.#context;
    if (path === '') return { isSent: true, patterns: [], ignoredDirectory: undefined };
    let match: PatternMatch | undefined;
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const directory = path.slice(0, end);
      match = ignore.match(directory, match);
      if (match.isMatch && !this.isSearched(directory))
        return { isSent: false, patterns: ignore.matching(match), ignoredDirectory: directory };
    }
    const own = ignore.match(path, match);
    return { isSent: !own.isMatch, patterns: ignore.matching(own), ignoredDirectory: undefined };
  }
}
