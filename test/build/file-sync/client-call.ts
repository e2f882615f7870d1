import { once } from 'node:events';
import type { ClientHttp2Stream } from 'node:http2';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { encodeFrame, readFrames } from '../../../src/build/grpc/framing.ts';
import {
  type GrpcCall,
  GrpcError,
  type GrpcService,
  grpcStatus,
} from '../../../src/build/grpc/grpc-service.ts';
import { GrpcPeer } from '../grpc-peer.ts';

/** A peer of a service that is gone when the test is over. */
export async function openPeer(service: GrpcService): Promise<GrpcPeer> {
  const peer = await GrpcPeer.open(service);
  onTestFinished(() => peer.close());
  return peer;
}

/** The caller's end of a call, in the shape of the other end: so a sender of ours can talk to a receiver of ours. */
export function clientCall(stream: ClientHttp2Stream): GrpcCall {
  const aborted = new AbortController();
  stream.once('close', () => aborted.abort());
  return {
    metadata: () => [],
    messages: readFrames(stream.iterator({ destroyOnReturn: false })),
    async send(message) {
      if (!stream.write(encodeFrame(message))) await once(stream, 'drain', { signal: aborted.signal });
    },
    signal: aborted.signal,
  };
}

/** The call of a caller that is gone: nothing reaches it, but what it has sent before is still there. */
export function callOfOneGone(...messages: readonly Uint8Array[]): GrpcCall {
  return {
    metadata: () => [],
    messages: Readable.from(messages),
    send: () => Promise.reject(new GrpcError(grpcStatus.unavailable, 'the caller is gone')),
    signal: AbortSignal.abort(),
  };
}

/** How a call ended: code and text. */
export function callEnd(stream: ClientHttp2Stream): Promise<string> {
  return new Promise((resolve) => {
    let end = 'no status';
    stream.on('trailers', (headers) => {
      end = `${headers['grpc-status']} ${decodeURIComponent(String(headers['grpc-message'] ?? ''))}`.trim();
    });
    stream.on('error', () => {});
    stream.on('close', () => resolve(end));
  });
}
