import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Answer } from './answering-daemon.ts';

/** A server that greets and opens sessions as a daemon with BuildKit does. */
export interface DaemonWithSessions {
  /** As `-H` takes it. */
  readonly host: string;
  /** The sessions so far. */
  readonly sessions: readonly Duplex[];
}

/** Starts such a server, which answers all other requests as a test wants. It is closed when the test is over. */
export async function daemonWithSessions(answer: Answer): Promise<DaemonWithSessions> {
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
