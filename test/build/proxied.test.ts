import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { outcomeOf } from './answering-daemon.ts';
import { Certificates } from './certificates.ts';
import { describeWith } from './real-daemon.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A forward proxy for hosts that exist only behind it: requests go to a daemon's socket, tunnels to a port. */
async function startProxy(
  socketPath: string,
  tunnelPort: number,
): Promise<{ url: string; seen: readonly string[] }> {
  const seen: string[] = [];
  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    const { url = '', method, headers } = incoming;
    seen.push(`${method} ${url.replace(/\?.*/, '')} ${headers['proxy-authorization'] ?? ''}`.trim());
    const { pathname, search } = new URL(url);
    const sent = request({ socketPath, method, headers, path: pathname + search }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(sent);
  });
  server.on('connect', ({ url }: IncomingMessage, client: Duplex) => {
    seen.push(`CONNECT ${url}`);
    const target = connect(tunnelPort, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    target
      .on('error', () => client.destroy())
      .pipe(client.on('error', () => target.destroy()))
      .pipe(target);
  });
  return { url: `127.0.0.1:${await listen(server)}`, seen };
}

async function listen(
  server: ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>,
): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // A server that listens on TCP has an address with a port, not the path of a socket.
  return (server.address() as AddressInfo).port;
}

async function attempt(options: Partial<BuildOptions>, environment: Record<string, string>) {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=b\n' });
  const home = { HOME: '/nowhere', DOCKER_CONFIG: '/nowhere' };
  return outcomeOf(
    build({ context, builder: 'classic', ...options, environment: { ...home, ...environment } }),
  );
}

describeWith(['DLINT_TEST_DOCKER_SOCKET'], 'a real daemon behind a proxy', (socketPath) => {
  it.each([
    ['me:pw', 'bWU6cHc='],
    ['m%40e', 'bUBlOg=='],
  ])('is asked through it, as %s', async (user, authorization) => {
    const { url, seen } = await startProxy(socketPath, 0);
    const { error } = await attempt(
      { host: 'tcp://docker.example:2375' },
      { HTTP_PROXY: `http://${user}@${url}` },
    );
    expect(error).toBeUndefined();
    expect(seen).toEqual([
      `HEAD http://docker.example:2375/_ping Basic ${authorization}`,
      expect.stringMatching(
        new RegExp(`^POST http://docker\\.example:2375/v1\\.\\d+/build Basic ${authorization}$`),
      ),
    ]);
  });

  it('is asked through a tunnel where it speaks TLS', async () => {
    const made = new Certificates();
    made.authority('ca');
    made.certificate('server', 'ca', ['DNS:docker.example']);
    const [cert, key] = [readFileSync(made.file('server.pem')), readFileSync(made.file('server-key.pem'))];
    const tls = createTlsServer({ cert, key }, (socket) => {
      const daemon = connect(socketPath).on('error', () => socket.destroy());
      socket
        .on('error', () => daemon.destroy())
        .pipe(daemon)
        .pipe(socket);
    });
    const { url, seen } = await startProxy(socketPath, await listen(tls));
    const options = {
      host: 'tcp://docker.example:2376',
      tlsVerify: true,
      tlsCaCertificate: made.file('ca.pem'),
    };
    const { error } = await attempt(options, { HTTPS_PROXY: url });
    expect(error).toBeUndefined();
    expect(new Set(seen)).toEqual(new Set(['CONNECT docker.example:2376']));
  });
});

describe('a proxy that does not help', () => {
  const daemon = { host: 'tcp://docker.example:2376', tlsVerify: true, tlsCaCertificate: '' };

  it('is named where nothing listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { error } = await attempt(daemon, { HTTPS_PROXY: `http://me:secret@127.0.0.1:${port}` });
    expect(error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: `cannot connect to the proxy 127.0.0.1:${port} for the daemon at tcp://docker.example:2376: nothing listens there`,
    });
  });

  it('is named where it makes no tunnel', async () => {
    const server = createServer().on('connect', (_, client) => {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const port = await listen(server);
    const { error } = await attempt(daemon, { HTTPS_PROXY: `127.0.0.1:${port}` });
    expect(error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: `the proxy 127.0.0.1:${port} does not connect to the daemon at tcp://docker.example:2376: it answers with HTTP status 407`,
    });
  });
});
