import { createWriteStream, realpathSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fromBinary } from '@bufbuild/protobuf';
import { BuildError } from '../build-error.ts';
import { toBytePath } from '../context/byte-path.ts';
import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { BytesMessageSchema } from '../proto/filesync_pb.ts';
import { temporaryName } from './output-file.ts';
import { unwritable, writing } from './output-root.ts';

/**
 * Receives one file and writes it to a path or into a stream, which stays open. A file gets its name when it is whole; a
 * pipe or device is written to as it comes. Throws a BuildError for what cannot be written.
 */
export async function receiveArchive(call: GrpcCall, destination: string | Writable): Promise<void> {
  if (typeof destination !== 'string') return write(call, destination, 'the output', { end: false });
  const stats = writing(toBytePath(destination), () => statSync(destination, { throwIfNoEntry: false }));
  if (stats?.isDirectory()) {
    throw new BuildError('OUTPUT_UNWRITABLE', `cannot write ${destination}: it is a directory; name a file`);
  }
  if (stats === undefined || stats.isFile()) return replace(call, destination, stats);
  return write(call, createWriteStream(destination), destination);
}

/** What a file there was allowed is kept; a link to it stays one. */
async function replace(call: GrpcCall, destination: string, stats: Stats | undefined): Promise<void> {
  const path = stats === undefined ? destination : realpathSync(destination);
  const temporary = join(dirname(path), temporaryName());
  try {
    const stream = createWriteStream(temporary, {
      flags: 'wx',
      mode: stats === undefined ? 0o666 : stats.mode & 0o777,
    });
    await write(call, stream, destination);
    writing(toBytePath(destination), () => renameSync(temporary, path));
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function write(
  call: GrpcCall,
  stream: Writable,
  name: string,
  options: { readonly end?: boolean } = {},
): Promise<void> {
  try {
    await pipeline(Readable.from(partsOf(call), { objectMode: false }), stream, options);
  } catch (error) {
    throw error instanceof GrpcError ? error : unwritable(toBytePath(name), error);
  }
}

/** Throws nothing but GrpcErrors. */
async function* partsOf(call: GrpcCall): AsyncGenerator<Uint8Array> {
  try {
    for await (const message of call.messages) yield fromBinary(BytesMessageSchema, message).data;
  } catch (cause) {
    throw cause instanceof GrpcError ? cause : left(cause);
  }
  if (call.signal.aborted) throw left(call.signal.reason);
}

function left(cause: unknown): GrpcError {
  return new GrpcError(grpcStatus.unavailable, 'the sender left before it had sent all', { cause });
}
