import { type BigIntStats, readlinkSync } from 'node:fs';
import { type BytePath, toFilePath } from './byte-path.ts';
import type { ContextEntry, EntryType } from './context-entry.ts';
import { unreadable } from './file-error.ts';

/** In nanoseconds. */
const SECOND = 1_000_000_000n;

/** Makes an entry of what stands at a path below the root. */
export type Describer = (path: BytePath, stats: BigIntStats) => ContextEntry;

/**
 * Makes entries of what is below `base`; it remembers what has more than one name, so that later names become links to the first: as `TreeFilter`
 * says of `linksToLinks`. Throws a BuildError for a link that cannot be read.
 */
export function createDescriber(base: BytePath, linksToLinks: boolean): Describer {
  const firstNames = new Map<string, BytePath>();
  return (path, stats) => {
    const canLink = stats.nlink > 1n && !stats.isDirectory() && (linksToLinks || !stats.isSymbolicLink());
    const identity = canLink ? `${stats.dev}:${stats.ino}` : undefined;
    const first = identity === undefined ? undefined : firstNames.get(identity);
    if (identity !== undefined && first === undefined) firstNames.set(identity, path);
    const type = first === undefined ? typeOf(stats) : 'hard-link';
    return {
      name: type === 'directory' ? `${path}/` : path,
      type,
      mode: modeOf(stats),
      size: type === 'file' || (type === 'hard-link' && !linksToLinks) ? Number(stats.size) : 0,
      modified: floorToSeconds(stats.mtimeNs),
      nanoseconds: Number(((stats.mtimeNs % SECOND) + SECOND) % SECOND),
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
  const seconds = nanoseconds / SECOND;
  return Number(seconds * SECOND > nanoseconds ? seconds - 1n : seconds);
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
