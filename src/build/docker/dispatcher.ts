import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { buildConnector, Client as ClientTypes } from 'undici';
import connector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import type { Environment } from '../environment.ts';
import type { Endpoint } from './endpoint.ts';
import { openSshStream } from './ssh-stream.ts';
import type { TlsSettings } from './tls.ts';

/** A step of a build may be silent for hours. */
export const ENDLESS = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** An HTTP client that talks to the daemon itself, over one connection at a time. The environment is that of ssh. */
export function directClient(endpoint: Endpoint, environment: Environment, signal: AbortSignal): Client {
  return new Client(endpoint.origin, { ...ENDLESS, ...connecting(endpoint, environment, signal) });
}

function connecting(
  { socketPath, ssh, tls, address }: Endpoint,
  environment: Environment,
  signal: AbortSignal,
): ClientTypes.Options {
  if (socketPath !== undefined) return { socketPath };
  if (tls !== undefined) return { connect: connectByTls(droppedBy(signal, connector(tlsOptions(tls)))) };
  if (ssh === undefined) return { connect: droppedBy(signal, connector({})) };
  return { connect: (_, callback) => handOver(openSshStream(ssh, environment, address), callback) };
}

/** The client waits for a connection that it makes, ten seconds at most, even where it is destroyed. */
export function droppedBy(
  signal: AbortSignal | undefined,
  connect: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    const drop = (): void => void socket.destroy(new Error('aborted', { cause: signal?.reason }));
    // It gives the socket, though its types do not say so.
    const socket = connect(options, callback) as unknown as Socket;
    signal?.addEventListener('abort', drop, { once: true });
    socket.once('close', () => signal?.removeEventListener('abort', drop));
  };
}

/** A daemon that refuses us says so and then ends the connection; without this, only the end would be told. */
function connectByTls(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error !== null) return callback(error, null);
      socket.once('error', (reason) => socket.destroy(reason));
      callback(null, socket);
    });
}

function handOver(stream: Duplex, callback: buildConnector.Callback): void {
  let failure: Error | undefined;
  stream.once('error', (error) => {
    failure = error;
  });
  setImmediate(() => {
    // The client hangs when it is called back at once. It takes any duplex stream, though its types want a socket.
    if (failure === undefined) callback(null, stream as Socket);
    else callback(failure, null);
  });
}

/** TLS 1.2 at least, as docker's Go has it. */
export function tlsOptions({ ca, client, verify }: TlsSettings) {
  return {
    ...(ca !== undefined && { ca }),
    ...client,
    rejectUnauthorized: verify,
    minVersion: 'TLSv1.2',
    checkServerIdentity: checkName,
  } as const;
}

/** Go reads no host name from a certificate's subject, as Node does where there are no other names. */
function checkName(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate);
  const error = new Error('it names no host (subjectAltName)');
  return Object.assign(error, { code: 'ERR_TLS_CERT_ALTNAME_INVALID', reason: error.message });
}
