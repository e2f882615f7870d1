import { BuildError } from '../build-error.ts';
import { causesOf, codesOf, distrustOf, unreachableReason } from './network-reason.ts';

/** What the system's codes mean for a socket, besides what they mean everywhere. */
const SOCKET: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket; is the daemon running?',
  EACCES: 'permission denied; your user needs access to the socket (group docker)',
  EPERM: 'permission denied; your user needs access to the socket (group docker)',
  ENOTSOCK: 'it is not a socket',
  EPROTOTYPE: 'it is a socket of another kind',
  ENOTDIR: 'there is no such socket',
  ENAMETOOLONG: 'the path is too long for a socket',
  EINVAL: 'the path is too long for a socket',
};

/** What a proxy says that makes no tunnel, in undici's words. */
const NO_TUNNEL = /^Proxy response \((\d+)\)/;

/**
 * Turns an error of the HTTP client into one that names the daemon's address and says what it means; with a proxy in between, given by
 * its host and port, it is the proxy that could not be reached.
 */
export function connectionError(error: unknown, address: string, proxy?: string): BuildError {
  const chain = causesOf(error);
  const own = chain.find((cause) => cause instanceof BuildError);
  if (own !== undefined) return own;
  const { code, message } = explain(error, chain, address, proxy);
  return new BuildError(code, message, { cause: error });
}

function explain(
  error: unknown,
  chain: readonly Error[],
  address: string,
  proxy: string | undefined,
): Pick<BuildError, 'code' | 'message'> {
  const unreachable = address.startsWith('unix:') ? socketReason(error) : tcpReason(error, proxy);
  if (unreachable !== undefined) {
    const peer = proxy === undefined ? 'the daemon' : `the proxy ${proxy} for the daemon`;
    return {
      code: 'ENDPOINT_UNREACHABLE',
      message: `cannot connect to ${peer} at ${address}: ${unreachable}`,
    };
  }
  const refused = chain
    .map((cause) => NO_TUNNEL.exec(cause.message)?.[1])
    .find((status) => status !== undefined);
  if (refused !== undefined) {
    const message = `the proxy ${proxy} does not connect to the daemon at ${address}: it answers with HTTP status ${refused}`;
    return { code: 'ENDPOINT_UNREACHABLE', message };
  }
  const distrust = distrustOf(error);
  if (distrust !== undefined) {
    const files = distrust.files === undefined ? '' : ` (${distrust.files})`;
    return { code: 'TLS', message: `no TLS with the daemon at ${address}: ${distrust.reason}${files}` };
  }
  if (chain.some((cause) => cause.name === 'HTTPParserError')) {
    const message = `what answers at ${address} does not speak HTTP; does it want TLS (--tlsverify)?`;
    return { code: 'DAEMON_ERROR', message };
  }
  if (chain.some((cause) => cause.name === 'SocketError' && cause.message === 'bad response')) {
    const message = `what answers at ${address} sent "100 Continue", which was not asked for; is it a proxy?`;
    return { code: 'DAEMON_ERROR', message };
  }
  const message = `the connection to the daemon at ${address} broke before the build was over`;
  return { code: 'CONNECTION_LOST', message };
}

function socketReason(error: unknown): string | undefined {
  const own = codesOf(error)
    .map((code) => SOCKET[code])
    .find((text) => text !== undefined);
  return own ?? tcpReason(error, undefined);
}

function tcpReason(error: unknown, proxy: string | undefined): string | undefined {
  const reason = unreachableReason(error);
  const isDown = codesOf(error).includes('ECONNREFUSED') && proxy === undefined;
  return reason !== undefined && isDown ? `${reason}; is the daemon running?` : reason;
}
