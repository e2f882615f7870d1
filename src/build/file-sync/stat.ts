import { create } from '@bufbuild/protobuf';
import { type BytePath, toText } from '../context/byte-path.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { type Stat, StatSchema } from '../proto/fsutil_pb.ts';
import { fromGoFileMode, toGoFileMode } from './go-file-mode.ts';
import { unsound } from './unsound.ts';

/** How long a path may be, in bytes; no system takes longer ones, and messages repeat them. */
const PATH_LIMIT = 4096;

/** In nanoseconds. */
const SECOND = 1_000_000_000n;

/** How an entry is told of (https://github.com/tonistiigi/fsutil, types/stat.proto): it belongs to root, as in docker's archives. */
export function statOf(entry: ContextEntry): Stat {
  const { name, type, mode, size, modified, nanoseconds, target, device } = entry;
  return create(StatSchema, {
    path: toBytes(type === 'directory' ? name.slice(0, -1) : name),
    mode: toGoFileMode(type === 'hard-link' ? 'file' : type, mode),
    // The daemon compares sizes, those of all kinds of links too, to find what changed.
    size: BigInt(type === 'symbolic-link' ? target.length : size),
    modTime: BigInt(modified) * SECOND + BigInt(nanoseconds),
    linkname: toBytes(target),
    devmajor: BigInt(device.major),
    devminor: BigInt(device.minor),
  });
}

/** The entry that is told of; its content is still to come. Throws a BuildError for what no tree can hold. */
export function entryOf(stat: Stat): ContextEntry {
  const path = pathOf(stat.path);
  const known = fromGoFileMode(stat.mode);
  if (known === undefined)
    throw unsound(`${toText(path)} with a mode that cannot be understood: ${stat.mode}`);
  if (stat.size < 0n) throw unsound(`${toText(path)} with a size of ${stat.size} bytes`);
  const target = pathOf(stat.linkname);
  const canLink = known.type !== 'directory' && known.type !== 'symbolic-link';
  const type = canLink && target !== '' ? 'hard-link' : known.type;
  const nanoseconds = ((stat.modTime % SECOND) + SECOND) % SECOND;
  return {
    name: type === 'directory' ? `${path}/` : path,
    type,
    mode: known.mode,
    size: type === 'file' || type === 'hard-link' ? Number(stat.size) : 0,
    modified: Number((stat.modTime - nanoseconds) / SECOND),
    nanoseconds: Number(nanoseconds),
    target,
    device: { major: Number(stat.devmajor), minor: Number(stat.devminor) },
    content: undefined,
  };
}

function toBytes(path: BytePath): Uint8Array {
  return Buffer.from(path, 'latin1');
}

function pathOf(bytes: Uint8Array): BytePath {
  if (bytes.length <= PATH_LIMIT) return fromBytes(bytes);
  throw unsound(`a path of ${bytes.length} bytes, which is too long`);
}

function fromBytes(bytes: Uint8Array): BytePath {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
