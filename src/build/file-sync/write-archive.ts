import {
  chmodSync,
  createWriteStream,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BuildError } from '../build-error.ts';
import { toBytePath } from '../context/byte-path.ts';
import { GrpcError } from '../grpc/grpc-service.ts';
import { isAbort, openPipe } from '../open-pipe.ts';
import { temporaryName } from './output-file.ts';
import { unwritable, writing } from './output-root.ts';

/** The parts of one file, as they come; what they throw, a GrpcError or a BuildError, is thrown on. */
type Parts = AsyncIterable<Uint8Array>;

/**
 * Writes one file to a path or into a stream, which stays open. A file gets its name when it is whole; a pipe or device is
 * written to as it comes, the pipe once it has a reader. Throws a BuildError for what cannot be written, and the signal's
 * reason where a reader is waited for no longer.
 */
export async function writeArchive(
  parts: Parts,
  destination: string | Writable,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  if (typeof destination !== 'string') return write(parts, destination, 'the output', { end: false });
  const stats = writing(toBytePath(destination), () => statSync(destination, { throwIfNoEntry: false }));
  if (stats?.isDirectory()) {
    throw new BuildError('OUTPUT_UNWRITABLE', `cannot write ${destination}: it is a directory; name a file`);
  }
  if (stats === undefined || stats.isFile()) return replace(parts, destination, stats);
  const stream = stats.isFIFO() ? openPipe(destination, 'write', signal) : createWriteStream(destination);
  return write(parts, stream, destination);
}

/** What a file there was allowed is kept; a link to it stays one. */
async function replace(parts: Parts, destination: string, stats: Stats | undefined): Promise<void> {
  const path = stats === undefined ? destination : realpathSync(destination);
  const temporary = join(dirname(path), temporaryName());
  const mode = stats && stats.mode & 0o777;
  // Here, since a stream that is given up while it opens its file makes it all the same.
  const fd = writing(toBytePath(destination), () => openSync(temporary, 'wx', mode ?? 0o666));
  try {
    await write(parts, createWriteStream(temporary, { fd }), destination);
    writing(toBytePath(destination), () => {
      // The umask has cut what the file was made with.
      if (mode !== undefined) chmodSync(temporary, mode);
      renameSync(temporary, path);
    });
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function write(
  parts: Parts,
  stream: Writable | Promise<Writable>,
  name: string,
  options: { readonly end?: boolean } = {},
): Promise<void> {
  try {
    await pipeline(Readable.from(parts, { objectMode: false }), await stream, options);
  } catch (error) {
    throw isOfDestination(error) ? unwritable(toBytePath(name), error) : error;
  }
}

function isOfDestination(error: unknown): boolean {
  return !(error instanceof GrpcError || error instanceof BuildError || isAbort(error));
}
