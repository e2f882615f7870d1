import { addedEntry } from '../context/added-files.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { walkTree } from '../context/walk.ts';
import { followPaths } from './follow-paths.ts';
import { type SyncFilter, syncFilter } from './sync-filter.ts';
import type { SyncRequest } from './sync-request.ts';

/** A directory that BuildKit may read while it builds. */
export interface SyncedDirectory {
  /** The path of a directory, links followed; or files by their names, which hold no `/`. */
  readonly content: string | ReadonlyMap<string, Uint8Array>;
  readonly observer?: SyncObserver;
}

/** What is told while a directory is sent. */
export interface SyncObserver {
  /** A socket, which cannot be sent, was left out; its path in the directory. */
  onSocket(path: string): void;
}

/** The entries that were asked for, each directory before what is in it. Throws a BuildError while it is read. */
export function syncedEntries(directory: SyncedDirectory, request: SyncRequest): Iterable<ContextEntry> {
  const { content, observer } = directory;
  if (typeof content !== 'string') return filesOf(content, filterOf(request, request.followPaths));
  const followed = request.followPaths && followPaths(content, request.followPaths);
  return walkTree(content, filterOf(request, followed), (path) => observer?.onSocket(path));
}

function filterOf(
  { includePatterns, excludePatterns, directory }: SyncRequest,
  followed: readonly string[] | undefined,
): SyncFilter {
  const include = [...includePatterns, ...(followed ?? [])];
  return syncFilter(include.length === 0 ? undefined : include, excludePatterns, directory);
}

function* filesOf(files: ReadonlyMap<string, Uint8Array>, filter: SyncFilter): Generator<ContextEntry> {
  const entries = [...files].map(([name, bytes]) => ({ name, entry: addedEntry(name, bytes) }));
  entries.sort((one, other) => (one.entry.name < other.entry.name ? -1 : 1));
  for (const { name, entry } of entries) {
    if (filter.decide(name, undefined).isTaken) yield entry;
  }
}
