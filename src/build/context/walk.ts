import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';
import { type BytePath, toBytePath, toFilePath, toText } from './byte-path.ts';
import type { ContextEntry } from './context-entry.ts';
import { createDescriber, type Describer } from './describe-entry.ts';
import { errorCode, unreadable } from './file-error.ts';

/** What of a directory is wanted; `Verdict` is what the decision about a directory means for what is in it. */
export interface TreeFilter<Verdict> {
  /** Whether the directories above what is taken are taken too. */
  readonly takesParents: boolean;
  /**
   * Whether second names are as in docker's archives: hard links to whatever it is, of size 0. Else a second name of a
   * symbolic link is another symbolic link, and that of a file has the file's size.
   */
  readonly linksToLinks: boolean;
  /** The path is text; the stats are those of the entry itself, where it is a link, too. */
  decide(path: string, directory: Verdict | undefined, stats: BigIntStats): Decision<Verdict>;
}

export interface Decision<Verdict> {
  readonly isTaken: boolean;
  readonly verdict: Verdict;
  /** Whether something in this directory, which is not taken itself, may be. */
  mayTakeBelow(): boolean;
}

/** A directory being walked; a list of them instead of recursion, as the tree decides how deep it is. */
interface Level<Verdict> {
  /** The directory's own path with a `/` behind it; empty for the root. */
  readonly prefix: BytePath;
  readonly names: readonly BytePath[];
  next: number;
  readonly verdict: Verdict | undefined;
  /** Of a directory that is taken as soon as something in it is. */
  pending: BigIntStats | undefined;
}

/**
 * The entries below a directory that a filter takes, each directory before what is in it, names in the order of their
 * bytes; links are not followed. Throws a BuildError that names what cannot be read. Sockets are told to `onSocket`.
 */
export function* walkTree<Verdict>(
  root: string,
  filter: TreeFilter<Verdict>,
  onSocket: (path: string) => void,
): Generator<ContextEntry> {
  const base = `${toBytePath(root)}/`;
  const describe = createDescriber(base, filter.linksToLinks);
  const levels = [openLevel<Verdict>(base, '', undefined, undefined)];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const name = level.names[level.next++];
    if (name === undefined) {
      levels.pop();
      continue;
    }
    const path = level.prefix + name;
    const stats = readStats(base + path);
    if (stats === undefined) continue;
    const decision = filter.decide(toText(path), level.verdict, stats);
    if (decision.isTaken && stats.isSocket()) onSocket(toText(path));
    else if (decision.isTaken) {
      if (filter.takesParents) yield* takePending(levels, describe);
      yield describe(path, stats);
    }
    if (stats.isDirectory() && (decision.isTaken || decision.mayTakeBelow())) {
      levels.push(openLevel(base, `${path}/`, decision.verdict, decision.isTaken ? undefined : stats));
    }
  }
}

/** Once a directory is taken those above it are: what is pending is at the end. */
function* takePending<Verdict>(
  levels: readonly Level<Verdict>[],
  describe: Describer,
): Generator<ContextEntry> {
  for (const level of levels.slice(levels.findLastIndex(({ pending }) => pending === undefined) + 1)) {
    if (level.pending !== undefined) yield describe(level.prefix.slice(0, -1), level.pending);
    level.pending = undefined;
  }
}

function openLevel<Verdict>(
  base: BytePath,
  prefix: BytePath,
  verdict: Verdict | undefined,
  pending: BigIntStats | undefined,
): Level<Verdict> {
  try {
    const names = readdirSync(toFilePath(base + prefix), { encoding: 'latin1' }).sort(compareBytes);
    return { prefix, names, next: 0, verdict, pending };
  } catch (error) {
    const code = errorCode(error);
    const isGone = prefix !== '' && (code === 'ENOENT' || code === 'ENOTDIR');
    // Most of what is only searched for exceptions is not wanted anyway.
    const isUnwanted = pending !== undefined && code === 'EACCES';
    if (isGone || isUnwanted) return { prefix, names: [], next: 0, verdict, pending };
    throw unreadable(base + prefix, error);
  }
}

function compareBytes(a: BytePath, b: BytePath): number {
  return a < b ? -1 : 1;
}

/** Undefined for what has vanished since its directory was listed: it is as if it had never been there. */
function readStats(path: BytePath): BigIntStats | undefined {
  try {
    return lstatSync(toFilePath(path), { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(path, error);
  }
}
