import { BLOCK_SIZE } from './tar-header.ts';

/** How archives are compressed that daemons know; `none` for a plain tar archive. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** How many bytes of a stream tell what it is. */
export const HEAD_SIZE = BLOCK_SIZE;

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Where a header's checksum stands. */
const CHECKSUM = { start: 148, end: 156 };

/** Tells by its first bytes how an archive is compressed; undefined for what is no archive. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  const found = MAGIC.find(([, magic]) => magic.every((byte, at) => head[at] === byte));
  if (found !== undefined) return found[0];
  if (isSkippableFrame(head)) return 'zstd';
  return isTarHeader(head) ? 'none' : undefined;
}

/** A frame that zstd passes over; its magic number is one of sixteen, and a length follows (RFC 8878, section 3.1.2). */
function isSkippableFrame(head: Uint8Array): boolean {
  const [first = 0, second, third, fourth] = head;
  const isMagic = (first & 0xf0) === 0x50 && second === 0x2a && third === 0x4d && fourth === 0x18;
  return isMagic && head.length >= 8;
}

/** Whether a block is a header of a tar archive: its checksum fits (POSIX.1-2017 `pax`, "ustar Interchange Format"). */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK_SIZE) return false;
  const field = Buffer.from(head.subarray(CHECKSUM.start, CHECKSUM.end)).toString('latin1');
  // Tar programs end it in several ways, and Go reads no further than to a NUL.
  const written = /^[\0 ]*([0-7]+)(?:\0.*|[\0 ]*)$/s.exec(field)?.[1];
  const sum = head
    .subarray(0, BLOCK_SIZE)
    .reduce((total, byte, at) => total + (isChecksum(at) ? 0x20 : byte), 0);
  return written !== undefined && Number.parseInt(written, 8) === sum;
}

function isChecksum(at: number): boolean {
  return at >= CHECKSUM.start && at < CHECKSUM.end;
}
