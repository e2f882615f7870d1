import type { Writable } from 'node:stream';
import { fromBinary } from '@bufbuild/protobuf';
import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { BytesMessageSchema } from '../proto/filesync_pb.ts';
import { writeArchive } from './write-archive.ts';

/** Receives one file and writes it to a path or into a stream, which stays open. Throws a BuildError for what cannot be written. */
export async function receiveArchive(call: GrpcCall, destination: string | Writable): Promise<void> {
  await writeArchive(partsOf(call), destination);
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
