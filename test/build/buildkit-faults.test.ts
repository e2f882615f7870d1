import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BuildOptions, build } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { Answer } from './answering-daemon.ts';
import { answeringDaemon, outcomeOf } from './answering-daemon.ts';

/** A server that opens sessions as a daemon does, and answers a build as a test wants. */
async function daemonWithSessions(answer: Answer): Promise<{ host: string; sessions: readonly Duplex[] }> {
  const sessions: Duplex[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/_ping')
      response.writeHead(200, { 'Api-Version': '1.50', 'Builder-Version': '2' }).end('OK');
    else answer(request, response);
  });
  server.on('upgrade', (_request, socket) => {
    sessions.push(
      socket
        .on('error', () => {})
        .on('end', () => socket.end())
        .resume(),
    );
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    for (const session of sessions) session.destroy();
    server.close();
  });
  // A server that listens on TCP has an address with a port, not the path of a socket.
  const { port } = server.address() as AddressInfo;
  return { host: `tcp://127.0.0.1:${port}`, sessions };
}

function buildAt(host: string, options: Partial<BuildOptions> = {}) {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nRUN false\n' });
  return outcomeOf(build({ context, host, environment: {}, builder: 'buildkit', ...options }));
}

describe('a build with BuildKit', () => {
  it('needs a session', async () => {
    const host = await answeringDaemon((_, response) =>
      response.writeHead(404).end('{"message":"page not found"}'),
    );
    const { error } = await buildAt(host);
    expect(error).toMatchObject({ code: 'SESSION', message: expect.stringContaining('page not found') });
  });

  it.each([
    ['nothing', '', 'without an image id and without an error'],
    ['progress that is none', '{"id":"moby.buildkit.trace","aux":"CgUB"}', 'progress that cannot be read'],
    ['half a message', '{"id":"moby.buildkit.trace","aux":"', 'broke off within a message'],
  ])('fails where the daemon answers %s', async (_, body, words) => {
    const { host } = await daemonWithSessions((__, response) => response.writeHead(200).end(body));
    expect((await buildAt(host)).error?.message).toContain(words);
  });

  it('closes its session when it is over, and when it is cancelled', async () => {
    const cancelled = new AbortController();
    const failing = await daemonWithSessions((_, response) =>
      response.writeHead(500).end('{"message":"no"}'),
    );
    await buildAt(failing.host);
    const hanging = await daemonWithSessions(() => cancelled.abort());
    expect((await buildAt(hanging.host, { signal: cancelled.signal })).error).toMatchObject({
      code: 'CANCELLED',
    });
    for (const [session] of [failing.sessions, hanging.sessions]) {
      if (session === undefined) throw new Error('there was no session');
      if (!session.closed) await new Promise((resolve) => session.once('close', resolve));
    }
  });

  it('refuses to push what has no name before it asks for anything', async () => {
    const { host, sessions } = await daemonWithSessions((_, response) => response.writeHead(500).end());
    expect((await buildAt(host, { push: true })).error).toMatchObject({ code: 'TAG_INVALID' });
    expect(sessions).toEqual([]);
  });
});
