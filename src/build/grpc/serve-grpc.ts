import { once } from 'node:events';
import {
  createServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { BuildError } from '../build-error.ts';
import { encodeFrame, readFrames } from './framing.ts';
import { type GrpcCall, GrpcError, type GrpcMethod, type GrpcService, grpcStatus } from './grpc-service.ts';
import { encodeStatusMessage, metadataValues, type RawHeaders } from './metadata.ts';

/**
 * Room for the metadata of one call: each pattern of a `.dockerignore` is a header of its own, and Node would drop
 * calls with more than 128 of them.
 */
const METADATA_LIMIT = 16 * 1024 * 1024;
const METADATA_PAIRS_LIMIT = 1_000_000;

/** How many bytes the other side may send ahead; Node's 64 KiB make large outputs slow. */
const WINDOW_SIZE = 4 * 1024 * 1024;

/** The longest text of a status that is sent: what gRPC's own clients take at least as a header. */
const STATUS_MESSAGE_LIMIT = 4000;

/** A connection on which the other side calls our methods. */
export interface GrpcServer {
  /** Drops the connection and all calls. */
  close(): void;
}

export interface ServeOptions {
  readonly service: GrpcService;
  /** Told of whatever a method throws that is not a GrpcError; its caller learns the message. */
  onFailure(error: unknown): void;
}

/** Serves gRPC (https://grpc.io, "gRPC over HTTP2") on a connection whose other end is the client. */
export function serveGrpc(socket: Duplex, { service, onFailure }: ServeOptions): GrpcServer {
  const server = createServer({
    maxHeaderListPairs: METADATA_PAIRS_LIMIT,
    maxSessionMemory: 1024,
    settings: { initialWindowSize: WINDOW_SIZE, maxHeaderListSize: METADATA_LIMIT },
  });
  server.on('session', (session: Http2Session) => {
    session.setLocalWindowSize(WINDOW_SIZE);
    // What breaks the connection shows in its end.
    session.on('error', () => {});
  });
  // The flat list of headers is missing in Node's types.
  const onStream = (
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    _flags: number,
    rawHeaders: RawHeaders,
  ) => {
    stream.on('error', () => {});
    const path = String(headers[':path']);
    void answer(stream, rawHeaders, service[path] ?? unimplemented(path), onFailure);
  };
  server.on('stream', onStream as Parameters<typeof server.on>[1]);
  socket.on('error', () => {});
  server.emit('connection', socket instanceof TLSSocket ? decrypted(socket) : socket);
  return { close: () => void socket.destroy() };
}

/** Node would read an encrypted socket below its encryption, and miss what it has decrypted already. */
function decrypted(socket: TLSSocket): Duplex {
  return Duplex.from({ readable: socket, writable: socket }).on('error', () => {});
}

function unimplemented(path: string): GrpcMethod {
  return () => Promise.reject(new GrpcError(grpcStatus.unimplemented, `unknown method ${path}`));
}

async function answer(
  stream: ServerHttp2Stream,
  headers: RawHeaders,
  method: GrpcMethod,
  onFailure: (error: unknown) => void,
): Promise<void> {
  // A call may be over before it is seen.
  if (stream.closed) return;
  const aborted = new AbortController();
  stream.once('close', () => aborted.abort());
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  let status: GrpcError | undefined;
  try {
    await method(openCall(stream, headers, aborted.signal));
  } catch (error) {
    if (isFailure(error, aborted.signal)) onFailure(error);
    status = toStatus(error);
  }
  finish(stream, status);
}

/** Whether an error is worth telling: what comes of a caller that is gone is not, unless it says why it is gone. */
function isFailure(error: unknown, signal: AbortSignal): boolean {
  return error instanceof BuildError || (!signal.aborted && !(error instanceof GrpcError));
}

function openCall(stream: ServerHttp2Stream, headers: RawHeaders, signal: AbortSignal): GrpcCall {
  return {
    metadata: (key) => metadataValues(headers, key),
    messages: readMessages(stream),
    send: (message) => write(stream, encodeFrame(message), signal),
    signal,
  };
}

/** Throws a GrpcError where the caller is gone before it has ended its side: a part must not be taken for the whole. */
async function* readMessages(stream: ServerHttp2Stream): AsyncGenerator<Uint8Array> {
  try {
    // A method that stops reading has not ended the call.
    yield* readFrames(stream.iterator({ destroyOnReturn: false }));
  } catch (cause) {
    if (cause instanceof GrpcError) throw cause;
    throw new GrpcError(grpcStatus.unavailable, 'the caller is gone', { cause });
  }
}

async function write(stream: ServerHttp2Stream, frame: Uint8Array, signal: AbortSignal): Promise<void> {
  if (stream.destroyed) throw new GrpcError(grpcStatus.unavailable, 'the caller is gone');
  gather(stream);
  if (stream.write(frame)) return;
  await once(stream, 'drain', { signal }).catch((error: unknown) => {
    throw new GrpcError(grpcStatus.unavailable, 'the caller is gone', { cause: error });
  });
}

/** Lets what is written at once go out as one: thousands of small messages would take a frame of HTTP/2 each. */
function gather(stream: ServerHttp2Stream): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

function toStatus(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  return new GrpcError(grpcStatus.unknown, error instanceof Error ? error.message : String(error));
}

/** Ends the call; what its caller still sends is read and dropped, or the connection's window would fill up. */
function finish(stream: ServerHttp2Stream, status: GrpcError | undefined): void {
  if (stream.destroyed) return;
  stream.once('wantTrailers', () => {
    const message = encodeStatusMessage(status?.message.slice(0, STATUS_MESSAGE_LIMIT) ?? '');
    const trailers = { 'grpc-status': String(status?.status ?? grpcStatus.ok) };
    stream.sendTrailers(message === '' ? trailers : { ...trailers, 'grpc-message': message });
  });
  stream.resume();
  stream.end();
}
