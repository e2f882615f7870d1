import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { decodePercent } from '../../src/build/decode-percent.ts';
import { encodeFrame, readFrames } from '../../src/build/grpc/framing.ts';
import type { GrpcService } from '../../src/build/grpc/grpc-service.ts';
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
  readonly #session: ClientHttp2Session;
  readonly #close: () => Promise<void>;

  private constructor(session: ClientHttp2Session, failures: readonly unknown[], close: () => Promise<void>) {
    this.#session = session;
    this.failures = failures;
    this.#close = close;
  }

  static async open(service: GrpcService): Promise<GrpcPeer> {
    const failures: unknown[] = [];
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP has an address with a port, not the path of a socket.
    const socket = createConnection((listener.address() as AddressInfo).port, '127.0.0.1');
    const [accepted]: Socket[] = await once(listener, 'connection');
    if (accepted === undefined) throw new Error('nobody has connected');
    const server = serveGrpc(accepted, { service, onFailure: (error) => failures.push(error) });
    const session = connect('http://peer', {
      createConnection: () => socket,
      maxSendHeaderBlockLength: 1024 * 1024,
    });
    return new GrpcPeer(session, failures, async () => {
      server.close();
      // Node keeps it open where a call was dropped in the middle of a message.
      socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    });
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

  /** Drops both ends of the connection. */
  close(): Promise<void> {
    return this.#close();
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
    statusMessage: decodePercent(String(trailers['grpc-message'] ?? '')),
  };
}
