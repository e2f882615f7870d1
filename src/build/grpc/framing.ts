import { GrpcError, grpcStatus } from './grpc-service.ts';

/** Bytes in front of each message: whether it is compressed, and how long it is (big-endian). */
const HEADER_SIZE = 5;

/** The largest message that is taken, in bytes; BuildKit sends at most 16 MiB. */
const MESSAGE_LIMIT = 64 * 1024 * 1024;

/** Puts a message into the frame that gRPC sends it in (https://grpc.io, "gRPC over HTTP2", Length-Prefixed-Message). */
export function encodeFrame(message: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(HEADER_SIZE + message.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, HEADER_SIZE);
  return frame;
}

/**
 * The messages of a stream of frames, which may be cut anywhere. Throws a GrpcError for a compressed or huge message
 * and for a stream that ends within one.
 */
export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const waiting = new ByteQueue();
  let length: number | undefined;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    while (true) {
      if (length === undefined && waiting.length >= HEADER_SIZE)
        length = readHeader(waiting.take(HEADER_SIZE));
      if (length === undefined || waiting.length < length) break;
      yield waiting.take(length);
      length = undefined;
    }
  }
  if (length !== undefined || waiting.length > 0) {
    throw new GrpcError(grpcStatus.internal, 'the stream ends within a message');
  }
}

function readHeader(header: Buffer): number {
  if (header.readUInt8(0) !== 0) {
    throw new GrpcError(grpcStatus.unimplemented, 'compressed messages are not supported');
  }
  const length = header.readUInt32BE(1);
  if (length > MESSAGE_LIMIT) {
    throw new GrpcError(grpcStatus.invalidArgument, `a message of ${length} bytes is too long`);
  }
  return length;
}

/** Chunks that came and were not used yet; joined only when what is taken spans several. */
class ByteQueue {
  length = 0;
  #chunks: Uint8Array[] = [];

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  /** The first bytes, as many as there must be at least. */
  take(count: number): Buffer {
    const parts: Uint8Array[] = [];
    let missing = count;
    let used = 0;
    for (const chunk of this.#chunks) {
      if (missing === 0) break;
      const part = chunk.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      if (part.length < chunk.length) this.#chunks[used] = chunk.subarray(part.length);
      else used += 1;
    }
    this.#chunks = this.#chunks.slice(used);
    this.length -= count;
    const [first = Buffer.alloc(0)] = parts;
    return parts.length > 1
      ? Buffer.concat(parts)
      : Buffer.from(first.buffer, first.byteOffset, first.length);
  }
}
