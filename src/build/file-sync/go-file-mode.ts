import type { EntryType } from '../context/context-entry.ts';

/** What a mode says of the type of an entry; a second name has the type of what it names. */
export type FileType = Exclude<EntryType, 'hard-link'>;

/** The bits of each type in Go's `fs.FileMode` (https://pkg.go.dev/io/fs#FileMode); a file has none. */
const TYPES: readonly (readonly [type: FileType, bits: number])[] = [
  ['file', 0],
  ['directory', 2 ** 31],
  ['symbolic-link', 2 ** 27],
  ['block-device', 2 ** 26],
  ['character-device', 2 ** 26 + 2 ** 21],
  ['fifo', 2 ** 25],
];

/** All bits that a type can have: sockets (24) and what Go has no name for (19) are among them. */
const TYPE_MASK = 2 ** 31 + 2 ** 27 + 2 ** 26 + 2 ** 25 + 2 ** 24 + 2 ** 21 + 2 ** 19;

/** Where Go keeps the set-uid, set-gid and sticky bits of Unix. */
const SPECIAL_BITS: readonly (readonly [unix: number, go: number])[] = [
  [0o4000, 2 ** 23],
  [0o2000, 2 ** 22],
  [0o1000, 2 ** 20],
];

/** Go's mode for a type and Unix permissions (at most 0o7777). */
export function toGoFileMode(type: FileType, mode: number): number {
  const bits = TYPES.find(([name]) => name === type)?.[1] ?? 0;
  const special = SPECIAL_BITS.filter(([unix]) => (mode & unix) !== 0);
  return special.reduce((sum, [, go]) => sum + go, bits + (mode & 0o777));
}

/** The type and Unix permissions of a mode of Go's; undefined for a type that no file tree is sent with. */
export function fromGoFileMode(
  goMode: number,
): { readonly type: FileType; readonly mode: number } | undefined {
  // Bit operations give signed numbers.
  const type = TYPES.find(([, bits]) => (goMode & TYPE_MASK) >>> 0 === bits)?.[0];
  const special = SPECIAL_BITS.filter(([, go]) => (goMode & go) !== 0);
  return type && { type, mode: special.reduce((sum, [unix]) => sum + unix, goMode & 0o777) };
}
