import { truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build/build.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon, type Outcome, outcomeOf } from './answering-daemon.ts';

const ID = `sha256:${'a'.repeat(64)}`;
const OUTPUT = '{"stream":"Zeile ä\\n"}\r\n';
const IMAGE = `{"aux":{"ID":"${ID}"}}\r\n`;

function run(host: string, context = temporaryFolder({ Dockerfile: 'FROM scratch\n' })): Promise<Outcome> {
  return outcomeOf(build({ host, environment: {}, context }));
}

/** More than the buffers on the way can hold. */
function largeContext(): string {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
  writeFileSync(join(context, 'large'), '');
  truncateSync(join(context, 'large'), 2 ** 30);
  return context;
}

/** A server below HTTP: `serve` gets each connection. */
async function rawServer(serve: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => serve(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function broke(host: string) {
  const message = `the connection to the daemon at ${host} broke before the build was over`;
  return { code: 'CONNECTION_LOST', message };
}

describe('a connection that is reset', () => {
  it('at once is told as one that broke', async () => {
    const host = await rawServer((socket) => socket.resetAndDestroy());
    expect((await run(host)).error).toMatchObject(broke(host));
  });

  it('while the context is sent is told as one that broke', async () => {
    const host = await answeringDaemon((request) =>
      request.once('data', () => request.socket.resetAndDestroy()),
    );
    const { error, events } = await run(host, largeContext());
    expect(error).toMatchObject(broke(host));
    expect(events.some(({ kind }) => kind === 'ContextSent')).toBe(false);
  });

  it.each([
    ['between two messages', OUTPUT],
    ['within a message', OUTPUT + IMAGE.slice(0, 20)],
    ['before it was ended, though all has come', OUTPUT + IMAGE],
  ])('%s is told as one that broke', async (_, sent) => {
    const host = await answeringDaemon((request, response) => {
      request.resume().on('end', () => response.write(sent, () => response.socket?.resetAndDestroy()));
    });
    expect((await run(host)).error).toMatchObject(broke(host));
  });
});

describe('an answer', () => {
  it.each([
    ['in the middle of a line', OUTPUT + IMAGE.slice(0, 20), 'CONNECTION_LOST'],
    ['in the middle of a character', Buffer.from(OUTPUT).subarray(0, 18), 'CONNECTION_LOST'],
    ['before there is an image', OUTPUT, 'DAEMON_ERROR'],
  ])('that ends %s is no success', async (_, sent, code) => {
    const host = await answeringDaemon((request, response) => {
      request.resume().on('end', () => response.end(sent));
    });
    expect((await run(host)).error).toMatchObject({ code });
  });

  it('is understood wherever it is cut into pieces', async () => {
    const host = await answeringDaemon(async (request, response) => {
      for await (const _ of request);
      for (const byte of Buffer.from(OUTPUT + IMAGE)) {
        await new Promise<void>((resolve) => void response.write(Buffer.of(byte), () => resolve()));
      }
      response.end();
    });
    const { events, error } = await run(host);
    expect(error).toBeUndefined();
    expect(events).toContainEqual({ kind: 'Output', text: 'Zeile ä\n' });
    expect(events.at(-1)).toEqual({ kind: 'Built', imageId: ID });
  });

  it.each([
    ['102 Processing', (response: ServerResponse) => response.writeProcessing()],
    [
      '103 Early Hints',
      (response: ServerResponse) => response.writeEarlyHints({ link: '</a>; rel=preload' }),
    ],
  ])('may come after %s that nobody asked for', async (_, prepare) => {
    const host = await answeringDaemon((request, response) => {
      prepare(response);
      request.resume().on('end', () => response.end(IMAGE));
    });
    const { events, error } = await run(host);
    expect(error).toBeUndefined();
    expect(events.at(-1)).toEqual({ kind: 'Built', imageId: ID });
  });

  it('that begins with a 100 Continue which nobody asked for is told as what it is', async () => {
    const host = await answeringDaemon((_, response) => response.writeContinue());
    const message = `what answers at ${host} sent "100 Continue", which was not asked for; is it a proxy?`;
    expect((await run(host)).error).toMatchObject({ code: 'DAEMON_ERROR', message });
  });

  it('is not waited for without end where the greeting is never whole', async () => {
    const host = await answeringDaemon(
      () => undefined,
      ({ method }, response) => {
        if (method === 'HEAD') response.writeHead(405).end();
        else response.writeHead(200, { 'Api-Version': '1.41' }).write('O');
      },
    );
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const { error } = await outcomeOf(build({ host, environment: {}, context, answerTimeout: 200 }));
    const message = `cannot connect to the daemon at ${host}: it does not answer`;
    expect(error).toMatchObject({ code: 'ENDPOINT_UNREACHABLE', message });
  });

  it('is never waited for with "Expect: 100-continue", which some daemons answer too late', async () => {
    let headers: IncomingMessage['headers'] = {};
    const host = await answeringDaemon((request, response) => {
      headers = request.headers;
      request.resume().on('end', () => response.end(IMAGE));
    });
    await run(host);
    expect(headers).not.toHaveProperty('expect');
  });
});
