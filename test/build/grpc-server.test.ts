import { once } from 'node:events';
import { connect } from 'node:http2';
import { duplexPair } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame, readFrames } from '../../src/build/grpc/framing.ts';
import { type GrpcCall, GrpcError, type GrpcService } from '../../src/build/grpc/grpc-service.ts';
import { serveGrpc } from '../../src/build/grpc/serve-grpc.ts';
import { finishCall, GrpcPeer } from './grpc-peer.ts';

let peer: GrpcPeer | undefined;
afterEach(() => peer?.close());

async function serve(service: GrpcService): Promise<GrpcPeer> {
  peer = await GrpcPeer.open(service);
  return peer;
}

describe('a gRPC server', () => {
  it('answers each message while the caller still sends', async () => {
    const { start } = await serve({
      async '/test/Echo'(call) {
        for await (const message of call.messages) await call.send(message);
      },
    }).then((served) => ({ start: served.start.bind(served) }));
    const stream = start('/test/Echo');
    const trailers = once(stream, 'trailers');
    const answers = readFrames(stream);
    for (const text of ['a', '', 'c']) {
      stream.write(encodeFrame(Buffer.from(text)));
      expect(await answers.next()).toEqual({ done: false, value: Buffer.from(text) });
    }
    stream.end();
    expect(await answers.next()).toMatchObject({ done: true });
    expect((await trailers)[0]).toMatchObject({ 'grpc-status': '0' });
  });

  it('keeps repeated metadata apart, commas and all, and reads them as UTF-8', async () => {
    const served = await serve({
      async '/test/Paths'(call) {
        for (const value of call.metadata('followpaths')) await call.send(Buffer.from(value));
      },
    });
    const followpaths = ['a,b', 'c d', Buffer.from('ü', 'utf8').toString('latin1')];
    const { messages } = await served.call('/test/Paths', [], { followpaths });
    expect(messages.map(String)).toEqual(['a,b', 'c d', 'ü']);
  });

  it('takes more metadata than Node takes by itself', async () => {
    const served = await serve({
      '/test/Count': (call) => call.send(Buffer.from(String(call.metadata('exclude-patterns').length))),
    });
    const patterns = Array.from({ length: 3000 }, (_, index) => `folder-${index}/with/a/rather/long/name/**`);
    const { messages } = await served.call('/test/Count', [], { 'exclude-patterns': patterns });
    expect(messages.map(String)).toEqual(['3000']);
  });

  it('tells the status that a method throws, and keeps other errors for this side', async () => {
    const served = await serve({
      '/test/Refuse': () => Promise.reject(new GrpcError(5, 'no secret ü\nhere')),
      '/test/Break': () => Promise.reject(new TypeError('broken')),
    });
    expect(await served.call('/test/Refuse')).toMatchObject({
      status: 5,
      statusMessage: 'no secret ü\nhere',
    });
    expect(served.failures).toEqual([]);
    expect(await served.call('/test/Break')).toMatchObject({ status: 2, statusMessage: 'broken' });
    expect(served.failures).toEqual([new TypeError('broken')]);
    expect(await served.call('/test/None')).toMatchObject({ status: 12 });
  });

  it('waits for a reader that is slow', async () => {
    let sent = 0;
    const served = await serve({
      async '/test/Much'(call) {
        for (; sent < 500; sent++) await call.send(Buffer.alloc(256 * 1024));
      },
    });
    const stream = served.start('/test/Much');
    stream.end();
    stream.pause();
    await new Promise((resolve) => stream.once('response', resolve));
    for (let before = -1; before !== sent; await sleep(50)) before = sent;
    expect(sent).toBeLessThan(100);
    const { messages, status } = await finishCall(stream);
    expect([messages.length, status]).toEqual([500, 0]);
  });

  it('tells a method that its caller has given up', async () => {
    let giveUp = (): void => {};
    const aborted = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    const served = await serve({
      async '/test/Wait'(call) {
        call.signal.addEventListener('abort', giveUp);
        for await (const _ of call.messages);
      },
    });
    const stream = served.start('/test/Wait');
    stream.on('error', () => {});
    await new Promise((resolve) => stream.once('response', resolve));
    stream.close(8);
    await aborted;
    expect(served.failures).toEqual([]);
  });

  it('survives a call that is over before it is seen, on a connection that is no socket', async () => {
    const [near, far] = duplexPair();
    const called: string[] = [];
    const service = { '/test/Call': async (call: GrpcCall) => void called.push(...call.metadata('id')) };
    const server = serveGrpc(near, { service, onFailure: (error) => called.push(String(error)) });
    const client = connect('http://peer', { createConnection: () => far });
    await once(client, 'remoteSettings');
    const start = (id: string) => client.request({ ':method': 'POST', ':path': '/test/Call', id });
    start('one')
      .on('error', () => {})
      .close(8);
    expect(await finishCall(start('two'))).toMatchObject({ status: 0 });
    expect(called).toEqual(['two']);
    client.destroy();
    server.close();
  });

  it('survives a call whose messages are left unread', async () => {
    const served = await serve({
      '/test/Ignore': async () => {},
      '/test/Ok': (call) => call.send(Buffer.from('ok')),
    });
    const much = Array.from({ length: 100 }, () => Buffer.alloc(100_000));
    expect(await served.call('/test/Ignore', much)).toMatchObject({ status: 0 });
    expect((await served.call('/test/Ok')).messages.map(String)).toEqual(['ok']);
  });
});
