import { BuildError } from '../build-error.ts';

/** Where a daemon listens. */
export interface Endpoint {
  /** As shown in messages: `tcp://127.0.0.1:2375`. */
  readonly address: string;
  /** Scheme, host and port for HTTP; for a socket the host is made up. */
  readonly origin: string;
  /** The socket's path, or undefined for TCP. */
  readonly socketPath: string | undefined;
  /** What stands in front of every request's path: empty, or with a leading `/`. */
  readonly basePath: string;
}

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_SOCKET = '/var/run/docker.sock';
const DEFAULT_PORT = '2375';
const SUPPORTED = 'supported are unix:///path and tcp://host:port';

/**
 * Finds the daemon: the address that was given, else DOCKER_HOST, else the default socket. Throws a BuildError for
 * addresses that cannot be understood and kinds that are not supported (ssh, npipe, TLS, named contexts).
 */
export function resolveEndpoint(host: string | undefined, environment: Environment): Endpoint {
  const address = (host ?? environment.DOCKER_HOST ?? '').trim();
  if (address === '') refuseNamedContext(environment.DOCKER_CONTEXT);
  const endpoint = parseAddress(address === '' ? `unix://${DEFAULT_SOCKET}` : address);
  if (endpoint.socketPath === undefined) refuseTls(endpoint.address, environment);
  return endpoint;
}

function refuseNamedContext(name: string | undefined): void {
  if (name === undefined || name === '' || name === 'default') return;
  throw invalid(
    `the Docker context ${name} (DOCKER_CONTEXT) cannot be used: give the daemon's address with -H or DOCKER_HOST`,
  );
}

function refuseTls(address: string, environment: Environment): void {
  const variable = ['DOCKER_TLS_VERIFY', 'DOCKER_TLS'].find((name) => (environment[name] ?? '') !== '');
  if (variable === undefined) return;
  throw invalid(`${address} with TLS (${variable} is set) is not supported; ${SUPPORTED} without TLS`);
}

function parseAddress(address: string): Endpoint {
  if (address.startsWith('/'))
    throw invalid(`the daemon's address ${address} has no scheme: did you mean unix://${address}?`);
  const scheme = /^([^:/]+):\/\//.exec(address)?.[1];
  if (scheme === undefined) return parseTcp(`tcp://${address}`);
  if (scheme === 'tcp') return parseTcp(address);
  if (scheme !== 'unix') throw invalid(`the daemon's address ${address} is not supported: ${SUPPORTED}`);
  const path = address.slice('unix://'.length) || DEFAULT_SOCKET;
  if (path.includes('://'))
    throw invalid(`the daemon's address ${address} cannot be understood: ${SUPPORTED}`);
  return { address: `unix://${path}`, origin: 'http://localhost', socketPath: path, basePath: '' };
}

/** Host and port may be left out; a path becomes the prefix of every request's path. */
function parseTcp(address: string): Endpoint {
  const parts = /^tcp:\/\/(?:[^/@]*@)?(\[[^\]/]*\]|[^:/?#]*)(?::(\d*))?(\/[^?#]*)?(?:[?#].*)?$/.exec(address);
  if (parts === null || Number(parts[2] || 0) > 65535) {
    throw invalid(`the daemon's address ${address} cannot be understood: ${SUPPORTED}`);
  }
  const authority = `${parts[1] || 'localhost'}:${parts[2] || DEFAULT_PORT}`;
  const basePath = (parts[3] ?? '').replace(/\/+$/, '');
  return {
    address: `tcp://${authority}${basePath}`,
    origin: `http://${authority}`,
    socketPath: undefined,
    basePath,
  };
}

function invalid(message: string): BuildError {
  return new BuildError('ENDPOINT_INVALID', message);
}
