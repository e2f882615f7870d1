import { truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Answer, answeringDaemon, outcomeOf } from './answering-daemon.ts';
import { type Unpacked, unpack } from './unpack.ts';

const ID = `sha256:${'a'.repeat(64)}`;
const IMAGE = `{"aux":{"ID":"${ID}"}}\r\n`;

function run(host: string, options: Partial<BuildOptions> = {}) {
  const context = options.context ?? temporaryFolder({ Dockerfile: 'FROM scratch\n' });
  return outcomeOf(build({ host, environment: {}, ...options, context }));
}

/** Answers when the whole context has come. */
function answer(status: number, body: string): Answer {
  return (request, response) => {
    request.resume().on('end', () => response.writeHead(status).end(body));
  };
}

describe('build', () => {
  it('sends the context and the options, and tells what happens', async () => {
    let unpacked: readonly Unpacked[] = [];
    let request: IncomingMessage | undefined;
    const host = await answeringDaemon(async (incoming, response) => {
      request = incoming;
      unpacked = await unpack(incoming);
      response.end(
        `{"stream":"Step 1"}\r\n{"status":"Pulling","id":"x","progressDetail":{"current":1,"total":2}}\r\n${IMAGE}`,
      );
    });
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n', a: 'x' });
    const { events, error } = await run(host, { context, tags: ['app:1'] });
    expect(error).toBeUndefined();
    expect(events.filter(({ kind }) => kind !== 'ContextProgress')).toEqual([
      { kind: 'Connected', address: host, apiVersion: '1.41', engine: 'docker', builder: 'classic' },
      { kind: 'ContextSent', bytes: 3072, entries: 2 },
      { kind: 'Output', text: 'Step 1' },
      { kind: 'Status', id: 'x', text: 'Pulling', current: 1, total: 2 },
      { kind: 'Built', imageId: ID },
    ]);
    expect(unpacked.map(({ header }) => header.name)).toEqual(['Dockerfile', 'a']);
    expect(request?.url).toBe('/v1.41/build?dockerfile=Dockerfile&t=app%3A1&version=1');
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-tar',
      'transfer-encoding': 'chunked',
    });
  });

  it('takes the last of several images', async () => {
    const first = IMAGE.replaceAll('a', 'b').replace('bux', 'aux');
    const { events } = await run(await answeringDaemon(answer(200, first + IMAGE)));
    expect(events.at(-1)).toEqual({ kind: 'Built', imageId: ID });
  });

  it('finds the id of a quiet build, with the algorithm where Podman leaves it out', async () => {
    for (const line of [`${ID}\n`, `${'a'.repeat(64)}\n`]) {
      const host = await answeringDaemon(answer(200, JSON.stringify({ stream: line })));
      const { events } = await run(host, { quiet: true });
      expect(events.at(-1)).toEqual({ kind: 'Built', imageId: ID });
      expect(events.some(({ kind }) => kind === 'Output')).toBe(false);
    }
  });

  it('finds the id in the words of a daemon that is too old to tell it otherwise', async () => {
    const greeting: Answer = (_, response) => void response.writeHead(200, { 'Api-Version': '1.29' }).end();
    const host = await answeringDaemon(
      answer(200, '{"stream":"Successfully built 0123456789ab\\n"}'),
      greeting,
    );
    expect((await run(host)).events.at(-1)).toEqual({ kind: 'Built', imageId: '0123456789ab' });
  });

  it('keeps the pace of whoever takes the context, without holding it in memory', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    writeFileSync(join(context, 'big'), '');
    truncateSync(join(context, 'big'), 400 * 1024 * 1024);
    let highest = 0;
    const before = process.memoryUsage().rss;
    const host = await answeringDaemon((request, response) => {
      request.on('data', () => {
        highest = Math.max(highest, process.memoryUsage().rss);
      });
      request.on('end', () => response.end(IMAGE));
    });
    const { events, error } = await run(host, { context });
    expect(error).toBeUndefined();
    expect(events).toContainEqual({ kind: 'ContextSent', bytes: 400 * 1024 * 1024 + 2560, entries: 2 });
    expect(highest - before).toBeLessThan(200 * 1024 * 1024);
  });
});

describe('build that fails', () => {
  it.each([
    ['{"errorDetail":{"code":7,"message":"step failed"},"error":"step failed"}', 'step failed', 7],
    ['{"error":"only this"}', 'only this', undefined],
    ['{"errorDetail":{"message":""}}', 'the daemon gave no reason', undefined],
  ])('gives the reason and exit code of %s', async (message, text, exitCode) => {
    const { events, error } = await run(
      await answeringDaemon(answer(200, `{"stream":"log"}${message}${IMAGE}`)),
    );
    expect(error).toMatchObject({ code: 'BUILD_FAILED', message: text, exitCode });
    expect(events).toContainEqual({ kind: 'Output', text: 'log' });
  });

  it.each([
    [500, '{"message":"server broke"}', 'server broke'],
    [400, '{"cause":"c","message":"podman broke","response":400}', 'podman broke'],
    [400, '{"message":"it broke:\\n\\n  in two lines\\n"}', 'it broke: in two lines'],
    [500, '', 'HTTP status 500 and no message'],
    [404, '<html>\n<body>not found', '<html> <body>not found'],
    [302, '', 'HTTP status 302 and no message'],
    [204, '', 'HTTP status 204 and no message'],
  ])('tells the answer %i %s in one line', async (status, body, text) => {
    const host = await answeringDaemon(answer(status, body));
    const { error } = await run(host);
    expect(error).toMatchObject({
      code: 'DAEMON_ERROR',
      message: `the daemon at ${host} refused the build: ${text}`,
    });
  });

  it.each([
    ['nothing at all', ''],
    ['no id', '{"stream":"done"}'],
    ['an empty object', '{}'],
  ])('takes an answer with %s for a failure', async (_, body) => {
    const host = await answeringDaemon(answer(200, body));
    const message = `the daemon at ${host} ended the build without an image id and without an error`;
    expect((await run(host)).error).toMatchObject({ code: 'DAEMON_ERROR', message });
  });

  it('says so when the answer is no JSON, or ends within a message', async () => {
    expect((await run(await answeringDaemon(answer(200, 'hello')))).error).toMatchObject({
      code: 'DAEMON_ERROR',
    });
    expect((await run(await answeringDaemon(answer(200, `${IMAGE}{"stre`)))).error).toMatchObject({
      code: 'CONNECTION_LOST',
    });
  });

  it.each([
    ['before its answer', (_: IncomingMessage, response: ServerResponse) => void response.socket?.destroy()],
    [
      'in the middle of its answer',
      (_: IncomingMessage, response: ServerResponse) => {
        response.write('{"stream":"working"}', () => response.socket?.destroy());
      },
    ],
  ])('names the daemon that breaks off %s', async (_, breakOff) => {
    const host = await answeringDaemon((request, response) => {
      request.resume().on('end', () => breakOff(request, response));
    });
    const message = `the connection to the daemon at ${host} broke before the build was over`;
    expect((await run(host)).error).toMatchObject({ code: 'CONNECTION_LOST', message });
  });

  it('hears a refusal that comes while the context is still being sent', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n', big: Buffer.alloc(30_000_000) });
    const host = await answeringDaemon(
      (_, response) => void response.writeHead(400).end('{"message":"too early"}'),
    );
    expect((await run(host, { context })).error?.message).toContain('too early');
  });

  it('names a file that changes while it is sent, and never ends the archive', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n', log: Buffer.alloc(30_000_000) });
    let ended = false;
    const host = await answeringDaemon((request) => {
      request.once('data', () => truncateSync(join(context, 'log'), 1));
      request.on('end', () => {
        ended = true;
      });
      request.on('error', () => {});
    });
    const { error } = await run(host, { context });
    expect(error).toMatchObject({
      code: 'CONTEXT_FILE_CHANGED',
      message: expect.stringContaining('/log became shorter'),
    });
    expect(ended).toBe(false);
  });

  it('refuses here-documents, which the classic builder would drop', async () => {
    const context = temporaryFolder({
      Dockerfile: 'FROM scratch\nONBUILD RUN <<EOF\nls\nEOF\nRUN echo "<<"\n',
    });
    const host = await answeringDaemon(answer(200, IMAGE));
    const { error, events } = await run(host, { context });
    expect(error).toMatchObject({ code: 'BUILDKIT_REQUIRED' });
    expect(error?.message).toMatch(`${context}/Dockerfile:2:13: the here-document <<EOF needs BuildKit`);
    expect(events.map(({ kind }) => kind)).toEqual(['Connected']);
  });

  it('lets Podman have here-documents once it reads them', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nRUN <<EOF\nls\nEOF\n' });
    const greeting =
      (version: string): Answer =>
      (_, response) =>
        void response.writeHead(200, { 'Api-Version': '1.41', 'Libpod-Api-Version': version }).end();
    expect(
      (await run(await answeringDaemon(answer(200, IMAGE), greeting('5.2.0')), { context })).error,
    ).toBeUndefined();
    expect(
      (await run(await answeringDaemon(answer(200, IMAGE), greeting('4.3.1')), { context })).error,
    ).toMatchObject({
      code: 'BUILDKIT_REQUIRED',
    });
  });

  it('does not take a shift or a quoted << for a here-document', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nRUN echo $((1<<2)) "<<EOF"\n' });
    expect((await run(await answeringDaemon(answer(200, IMAGE)), { context })).error).toBeUndefined();
  });
});

describe('build and its connection', () => {
  it('names the address where nothing listens', async () => {
    const socket = `unix://${temporaryFolder()}/none.sock`;
    expect((await run(socket)).error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: `cannot connect to the daemon at ${socket}: there is no such socket; is the daemon running?`,
    });
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const address = closed.address();
    await new Promise((resolve) => closed.close(resolve));
    const host = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    expect((await run(host)).error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: `cannot connect to the daemon at ${host}: nothing listens there; is the daemon running?`,
    });
  });

  it('says so when something else than HTTP answers', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const host = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    expect((await run(host)).error).toMatchObject({
      message: `what answers at ${host} does not speak HTTP; does it want TLS (--tlsverify)?`,
    });
  });

  it.each([
    ['the older of both versions', { 'Api-Version': '1.30' }, '/v1.30/'],
    ['its own newest version', { 'Api-Version': '99.0' }, '/v1.50/'],
    ['1.24 where none is told', {}, '/v1.24/'],
  ])('speaks %s', async (_, headers, prefix) => {
    const urls: (string | undefined)[] = [];
    const host = await answeringDaemon(
      (request, response) => {
        urls.push(request.url);
        answer(200, IMAGE)(request, response);
      },
      (_, response) => void response.writeHead(200, headers).end(),
    );
    await run(host);
    expect(urls[0]?.startsWith(prefix)).toBe(true);
  });

  it('asks with GET where HEAD is not known', async () => {
    const methods: (string | undefined)[] = [];
    const host = await answeringDaemon(answer(200, IMAGE), (request, response) => {
      methods.push(request.method);
      response.writeHead(request.method === 'HEAD' ? 405 : 200, { 'Api-Version': '1.40' }).end();
    });
    expect((await run(host)).events[0]).toMatchObject({ apiVersion: '1.40' });
    expect(methods).toEqual(['HEAD', 'GET']);
  });

  it('takes DOCKER_API_VERSION as it is, if it is a version', async () => {
    const host = await answeringDaemon(answer(200, IMAGE));
    const versions = await run(host, { environment: { DOCKER_API_VERSION: 'v1.33' } });
    expect(versions.events[0]).toMatchObject({ apiVersion: '1.33' });
    const { error } = await run(host, { environment: { DOCKER_API_VERSION: 'new' } });
    expect(error?.message).toContain('DOCKER_API_VERSION');
  });

  it('drops the connection when the signal is aborted', async () => {
    const abort = new AbortController();
    let drop = () => {};
    const dropped = new Promise<void>((resolve) => {
      drop = resolve;
    });
    const host = await answeringDaemon((request, response) => {
      request.resume();
      response.write('{"stream":"working"}', () => abort.abort());
      response.once('close', drop);
    });
    expect((await run(host, { signal: abort.signal })).error).toMatchObject({ code: 'CANCELLED' });
    await dropped;
  });

  it('does not begin when the signal is aborted already', async () => {
    const never: Answer = () => expect.unreachable();
    const host = await answeringDaemon(never, never);
    expect((await run(host, { signal: AbortSignal.abort() })).error).toMatchObject({ code: 'CANCELLED' });
  });

  it('drops the connection when its reader stops', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    let drop = () => {};
    const dropped = new Promise<void>((resolve) => {
      drop = resolve;
    });
    const host = await answeringDaemon((request, response) => {
      request.resume();
      response.write('{"stream":"working"}');
      response.once('close', drop);
    });
    for await (const event of build({ context, host, environment: {} })) if (event.kind === 'Output') break;
    await dropped;
  });
});
