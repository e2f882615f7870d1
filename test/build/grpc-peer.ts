import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, readFrames } from '../../src/build/grpc/framing.ts';
import type { GrpcService } from '../../src/build/grpc/grpc-service.ts';
import { decodeStatusMessage } from '../../src/build/grpc/metadata.ts';
import { serveGrpc } from '../../src/build/grpc/serve-grpc.ts';

/** How a call ended. */
export interface CallResult {
  readonly messages: readonly Buffer[];
  readonly status: number;
  readonly statusMessage: string;
}

/** The daemon's end of a session: calls the methods of a service over a real connection. */
export class GrpcPeer {
  /** What methods threw that was no GrpcError. */
  readonly failures: readonly unknown[];
  readonly #server: Server;
  readonly #session: ClientHttp2Session;
  /** Both ends: Node keeps one open where a call was dropped in the middle of a message. */
  readonly #sockets: readonly Socket[];

  private constructor(
    server: Server,
    session: ClientHttp2Session,
    sockets: readonly Socket[],
    failures: readonly unknown[],
  ) {
    this.#sockets = sockets;
    this.failures = failures;
    this.#server = server;
    this.#session = session;
  }

  static async open(service: GrpcService): Promise<GrpcPeer> {
    const failures: unknown[] = [];
    const sockets: Socket[] = [];
    const server = createServer((socket: Socket) => {
      sockets.push(socket);
      serveGrpc(socket, { service, onFailure: (error) => failures.push(error) });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
    const socket = createConnection(address.port, '127.0.0.1');
    sockets.push(socket);
    const session = connect('http://peer', {
      createConnection: () => socket,
      maxSendHeaderBlockLength: 1024 * 1024,
    });
    return new GrpcPeer(server, session, sockets, failures);
  }

  /** Begins a call; repeated metadata are lists. */
  start(path: string, metadata: Readonly<Record<string, string | string[]>> = {}): ClientHttp2Stream {
    return this.#session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...metadata,
    });
  }

  /** Makes a whole call. */
  async call(
    path: string,
    messages: readonly Uint8Array[] = [],
    metadata: Readonly<Record<string, string | string[]>> = {},
  ): Promise<CallResult> {
    const stream = this.start(path, metadata);
    for (const message of messages) stream.write(encodeFrame(message));
    stream.end();
    return finishCall(stream);
  }

  async close(): Promise<void> {
    this.#session.destroy();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Reads a call to its end. */
export async function finishCall(stream: ClientHttp2Stream): Promise<CallResult> {
  let trailers: Readonly<Record<string, unknown>> = {};
  stream.on('trailers', (headers) => {
    trailers = headers;
  });
  const messages: Buffer[] = [];
  for await (const message of readFrames(stream)) messages.push(Buffer.from(message));
  return {
    messages,
    status: Number(trailers['grpc-status']),
    statusMessage: decodeStatusMessage(String(trailers['grpc-message'] ?? '')),
  };
}
