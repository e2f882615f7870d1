import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer as createPlainServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon, type Outcome, outcomeOf } from './answering-daemon.ts';
import { Certificates } from './certificates.ts';
import { describeWith } from './real-daemon.ts';

vi.setConfig({ testTimeout: 120_000 });

const HOSTS = ['DNS:localhost', 'IP:127.0.0.1'] as const;
let made: Certificates;

beforeEach(() => {
  made = new Certificates();
  made.authority('ca');
  made.authority('other-ca');
  made.certificate('server', 'ca', HOSTS);
  made.certificate('client', 'ca', []);
});

/** A TLS server on a port of its own; what is decrypted goes to `serve`. */
async function tlsServer(options: TlsOptions, serve: (socket: TLSSocket) => void): Promise<string> {
  const server = createServer(options, (socket) => serve(socket.on('error', () => socket.destroy())));
  return listen(server);
}

/** Opens a server until the test is over, and gives its address. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // A server that listens on TCP has an address with a port, not the path of a socket.
  const { port } = server.address() as AddressInfo;
  return `tcp://127.0.0.1:${port}`;
}

/** OpenSSL's own server, which says by alerts why it refuses, as daemons do. */
async function opensslServer(...options: readonly string[]): Promise<string> {
  const own = ['-cert', 'server.pem', '-key', 'server-key.pem', '-accept', '127.0.0.1:0'];
  const server = spawn('openssl', ['s_server', ...own, ...options], {
    cwd: made.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void server.kill());
  for await (const line of createInterface(server.stdout)) {
    const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return `tcp://127.0.0.1:${port}`;
  }
  throw new Error('openssl s_server does not start');
}

function certified(name: string): TlsOptions {
  return { cert: readFileSync(made.file(`${name}.pem`)), key: readFileSync(made.file(`${name}-key.pem`)) };
}

function wantingClients(): TlsOptions {
  return {
    ...certified('server'),
    ca: readFileSync(made.file('ca.pem')),
    requestCert: true,
    rejectUnauthorized: true,
  };
}

/** Builds nothing of interest; by default all that TLS needs is right. */
function attempt(options: Partial<BuildOptions>): Promise<Outcome> {
  return outcomeOf(
    build({
      context: temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=b\n' }),
      environment: { DOCKER_CONFIG: made.folder, HOME: made.folder },
      builder: 'classic',
      tlsVerify: true,
      tlsCaCertificate: made.file('ca.pem'),
      tlsCertificate: made.file('client.pem'),
      tlsKey: made.file('client-key.pem'),
      ...options,
    }),
  );
}

describeWith(['DLINT_TEST_DOCKER_SOCKET'], 'a real daemon behind TLS', (socketPath) => {
  const forward = (socket: TLSSocket): void => {
    const daemon = connect(socketPath).on('error', () => socket.destroy());
    socket.pipe(daemon).pipe(socket);
    socket.once('close', () => daemon.destroy());
  };

  it('builds with certificates on both sides', async () => {
    const host = await tlsServer(wantingClients(), forward);
    const { error, events } = await attempt({ host });
    expect(error).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ kind: 'Built', imageId: expect.stringMatching(/^sha256:/) });
  });

  it('builds with BuildKit, whose session is encrypted, too', async () => {
    const host = await tlsServer(wantingClients(), forward);
    const { error } = await attempt({ host, builder: 'buildkit' });
    expect(error).toBeUndefined();
  });

  it('builds with the files of DOCKER_CERT_PATH', async () => {
    const folder = mkdtempSync(join(made.folder, 'certs-'));
    for (const [from, to] of [
      ['ca', 'ca'],
      ['client', 'cert'],
      ['client-key', 'key'],
    ])
      copyFileSync(made.file(`${from}.pem`), join(folder, `${to}.pem`));
    const host = await tlsServer(wantingClients(), forward);
    const environment = { DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
    const none = {
      tlsVerify: undefined,
      tlsCaCertificate: undefined,
      tlsCertificate: undefined,
      tlsKey: undefined,
    };
    const { error } = await attempt({ ...none, environment });
    expect(error).toBeUndefined();
  });

  it('builds without looking at the certificate where that is asked for', async () => {
    const host = await tlsServer(certified('server'), forward);
    const { error } = await attempt({ host, tlsVerify: false, tlsCaCertificate: made.file('other-ca.pem') });
    expect(error).toBeUndefined();
  });
});

describe('TLS that fails', () => {
  const nobody = (socket: TLSSocket): void => void socket.resume();

  it.each([
    ['its certificate is not signed by an authority', 'server', 'other-ca'],
    ['its certificate is for another host: IP: 127.0.0.1 is not', 'elsewhere', 'ca'],
    ['its certificate is for another host: it names no host', 'nameless', 'ca'],
    ['its certificate has expired', 'expired', 'ca'],
  ])('says that %s', async (message, server, authority) => {
    made.certificate('elsewhere', 'ca', ['DNS:other.example', 'IP:192.0.2.1']);
    made.certificate('nameless', 'ca', []);
    made.certificate('expired', 'ca', HOSTS, ['-days', '-1']);
    const host = await tlsServer(certified(server), nobody);
    const { error } = await attempt({ host, tlsCaCertificate: made.file(`${authority}.pem`) });
    expect(error?.code).toBe('TLS');
    expect(error?.message).toContain(`no TLS with the daemon at ${host}: ${message}`);
  });

  it.each(['-tls1_2', '-tls1_3'])('says that the daemon wants another certificate (%s)', async (version) => {
    made.certificate('stranger', 'other-ca', []);
    const host = await opensslServer(version, '-Verify', '1', '-verify_return_error', '-CAfile', 'ca.pem');
    const stranger = { tlsCertificate: made.file('stranger.pem'), tlsKey: made.file('stranger-key.pem') };
    const { error } = await attempt({ host, ...stranger });
    const message = expect.stringContaining('it wants a certificate that it trusts');
    expect(error).toMatchObject({ code: 'TLS', message });
  });

  it('says that the daemon is too old', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const host = await tlsServer({ ...certified('server'), ...old }, nobody);
    const { error } = await attempt({ host });
    expect(error).toMatchObject({
      code: 'TLS',
      message: expect.stringContaining('it speaks no TLS version from 1.2 on'),
    });
  });

  it('says that the daemon speaks TLS, and we do not', async () => {
    // How a TLS server says "handshake failure".
    const server = createPlainServer((socket) => socket.end(Buffer.from('15030300020228', 'hex')));
    const { error } = await attempt({ host: await listen(server), tlsVerify: undefined });
    expect(error).toMatchObject({
      code: 'DAEMON_ERROR',
      message: expect.stringContaining('does it want TLS'),
    });
  });

  it('says that we speak TLS, and the daemon does not', async () => {
    const { error } = await attempt({ host: await answeringDaemon(() => undefined) });
    expect(error).toMatchObject({ code: 'TLS', message: expect.stringContaining('it does not speak TLS') });
  });

  it.each([
    ['holds no valid certificate in PEM format', { tlsCaCertificate: 'garbage' }],
    ['holds no valid certificate in PEM format', { tlsCertificate: 'garbage' }],
    ['holds no valid private key in PEM format', { tlsKey: 'garbage' }],
    ['is encrypted, which is not supported', { tlsKey: 'client-encrypted.pem' }],
    ['does not belong to the certificate', { tlsKey: 'server-key.pem' }],
    ['no such file or directory', { tlsKey: 'missing' }],
  ])('finds before it connects that a file %s', async (message, files) => {
    writeFileSync(made.file('garbage'), '-----BEGIN CERTIFICATE-----\nsecret\n-----END CERTIFICATE-----\n');
    made.encryptKey('client');
    const named = Object.fromEntries(
      Object.entries(files).map(([option, name]) => [option, made.file(name)]),
    );
    const { error } = await attempt({ host: 'tcp://127.0.0.1:1', ...named });
    expect(error).toMatchObject({ code: 'TLS', message: expect.stringContaining(message) });
    expect(error?.message).toContain(Object.values(named)[0]);
    expect(error?.message).not.toContain('secret');
  });
});
