import type { Writable } from 'node:stream';
import { fromBinary } from '@bufbuild/protobuf';
import type { GrpcCall } from '../grpc/grpc-service.ts';
import { BytesMessageSchema } from '../proto/filesync_pb.ts';
import { unsound } from './unsound.ts';
import { writeArchive } from './write-archive.ts';

/** Receives one file and writes it to a path or into a stream, which stays open. Throws a BuildError for what cannot be written. */
export async function receiveArchive(call: GrpcCall, destination: string | Writable): Promise<void> {
  await writeArchive(partsOf(call), destination, call.signal);
}

async function* partsOf(call: GrpcCall): AsyncGenerator<Uint8Array> {
  for await (const message of call.messages) yield partOf(message);
}

function partOf(message: Uint8Array): Uint8Array {
  try {
    return fromBinary(BytesMessageSchema, message).data;
  } catch (cause) {
    throw unsound('what is no part of an archive', cause);
  }
}
