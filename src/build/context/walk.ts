import { type BigIntStats, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { type BytePath, toBytePath, toFilePath, toText } from './byte-path.ts';
import type { ContextEntry, EntryType } from './context-entry.ts';
import { unreadable } from './file-error.ts';
import type { IgnoreMatcher, IgnoreVerdict } from './ignore-matcher.ts';

/** A directory being walked; a list of them instead of recursion, as the tree decides how deep it is. */
interface Level {
  /** The directory's own path with a `/` behind it; empty for the context itself. */
  readonly prefix: BytePath;
  readonly names: readonly BytePath[];
  next: number;
  readonly verdict: IgnoreVerdict | undefined;
}

/**
 * All entries of a context that are not ignored, each directory before what is in it, names in the order of their
 * bytes; links are not followed. Throws a BuildError that names what cannot be read. Sockets are told to `onSocket`.
 */
export function* walkContext(
  root: string,
  ignore: IgnoreMatcher,
  onSocket: (path: string) => void,
): Generator<ContextEntry> {
  const base = `${toBytePath(root)}/`;
  const describe = createDescriber(base);
  const levels = [openLevel(base, '', undefined)];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const name = level.names[level.next++];
    if (name === undefined) {
      levels.pop();
      continue;
    }
    const path = level.prefix + name;
    const stats = readStats(base + path);
    if (stats === undefined) continue;
    const verdict = ignore.match(toText(path), level.verdict);
    if (stats.isDirectory() && (!verdict.isIgnored || ignore.mayKeepBelow(toText(path)))) {
      levels.push(openLevel(base, `${path}/`, verdict));
    }
    if (verdict.isIgnored) continue;
    if (stats.isSocket()) onSocket(toText(path));
    else yield describe(path, stats);
  }
}

function openLevel(base: BytePath, prefix: BytePath, verdict: IgnoreVerdict | undefined): Level {
  try {
    const names = readdirSync(toFilePath(base + prefix), { encoding: 'latin1' }).sort(compareBytes);
    return { prefix, names, next: 0, verdict };
  } catch (error) {
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

/** Makes entries; it remembers what has more than one name, so that later names become links to the first. */
function createDescriber(base: BytePath): (path: BytePath, stats: BigIntStats) => ContextEntry {
  const firstNames = new Map<string, BytePath>();
  return (path, stats) => {
    const identity = stats.nlink > 1n && !stats.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
    const first = identity === undefined ? undefined : firstNames.get(identity);
    if (identity !== undefined && first === undefined) firstNames.set(identity, path);
    const type = first === undefined ? typeOf(stats) : 'hard-link';
    return {
      name: type === 'directory' ? `${path}/` : path,
      type,
      mode: modeOf(stats),
      size: type === 'file' ? Number(stats.size) : 0,
      modified: floorToSeconds(stats.mtimeNs),
      target: first ?? (type === 'symbolic-link' ? readLink(base + path) : ''),
      device: type.endsWith('-device') ? deviceOf(stats.rdev) : { major: 0, minor: 0 },
      content: type === 'file' ? { path: base + path } : undefined,
    };
  };
}

function typeOf(stats: BigIntStats): EntryType {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symbolic-link';
  if (stats.isFIFO()) return 'fifo';
  return stats.isBlockDevice() ? 'block-device' : 'character-device';
}

/** Windows knows no permissions; there the docker CLI makes everything executable, so that scripts work. */
function modeOf(stats: BigIntStats): number {
  const mode = Number(stats.mode) & 0o7777;
  return process.platform === 'win32' ? (mode & 0o755) | 0o111 : mode;
}

function floorToSeconds(nanoseconds: bigint): number {
  const seconds = nanoseconds / 1_000_000_000n;
  return Number(seconds * 1_000_000_000n > nanoseconds ? seconds - 1n : seconds);
}

function readLink(path: BytePath): BytePath {
  try {
    return readlinkSync(toFilePath(path), { encoding: 'latin1' });
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The numbers of a device as Linux packs them: 12 + 20 low bits of each in the lower half, the others above. */
function deviceOf(rdev: bigint): { major: number; minor: number } {
  const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & 0xfffff000n);
  const minor = (rdev & 0xffn) | ((rdev >> 12n) & 0xffffff00n);
  return { major: Number(major), minor: Number(minor) };
}
