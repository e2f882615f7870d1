import { BuildError, type BuildErrorCode } from '../build-error.ts';
import type { DaemonConnection } from './connection.ts';
import type { DaemonResponse } from './daemon-request.ts';

/** Which daemon answered. */
export interface Engine {
  readonly name: 'docker' | 'podman';
  /** Podman's own version (`4.3.1`), or undefined. */
  readonly podmanVersion: string | undefined;
  /** The highest API version that both sides know: `1.41`. */
  readonly apiVersion: string;
  /** The builder that the daemon takes by itself, if it tells: `1` is the classic one, `2` BuildKit. */
  readonly builderVersion?: string | undefined;
  /** Whether the daemon has experimental features switched on. */
  readonly isExperimental?: boolean;
}

/** The newest version of the Engine API whose build endpoint is known here. */
const NEWEST_API_VERSION = '1.50';

/** What engines speak that do not tell. */
const UNTOLD_API_VERSION = '1.24';

/** How long a daemon may take to greet, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Asks a daemon what it is and agrees on an API version (Engine API, `HEAD /_ping`); a given version is taken as it
 * is. The timeout is in milliseconds, 0 for none. Throws a BuildError where nothing answers.
 */
export async function ping(
  connection: DaemonConnection,
  wantedVersion: string | undefined,
  timeout = connection.endpoint.ssh === undefined ? PATIENCE : 0,
): Promise<Engine> {
  const response = await firstAnswer(connection, timeout);
  const podmanVersion = header(response, 'libpod-api-version');
  const engine = {
    name: podmanVersion === undefined ? ('docker' as const) : ('podman' as const),
    podmanVersion,
    builderVersion: header(response, 'builder-version'),
    isExperimental: header(response, 'docker-experimental') === 'true',
  };
  const wanted = (wantedVersion ?? '').replace(/^v/, '');
  if (wanted !== '')
    return { ...engine, apiVersion: checkVersion(wanted, 'DOCKER_API_VERSION', 'CONFIG_INVALID') };
  return { ...engine, apiVersion: negotiate(response, connection.endpoint.address) };
}

/** Numbers below, at or above zero, as versions such as `1.9` and `1.41` compare. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Some engines know no HEAD, and proxies drop the first connection now and then: undefined where nothing helps. */
async function firstAnswer(
  connection: DaemonConnection,
  timeout: number,
): Promise<DaemonResponse | undefined> {
  for (const method of ['HEAD', 'GET'] as const) {
    const response = await attempt(connection, method, timeout);
    if (response !== undefined && response.status !== 404 && response.status !== 405) return response;
  }
  return undefined;
}

async function attempt(
  connection: DaemonConnection,
  method: 'HEAD' | 'GET',
  timeout: number,
): Promise<DaemonResponse | undefined> {
  try {
    const response = await connection.request({ method, path: '/_ping', timeout });
    for await (const _ of response.body) {
      // The body must be read before the connection can be used again.
    }
    return response;
  } catch (error) {
    if (error instanceof BuildError && error.code === 'CONNECTION_LOST') return undefined;
    throw error;
  }
}

function negotiate(response: DaemonResponse | undefined, address: string): string {
  if (response === undefined) return NEWEST_API_VERSION;
  const offered = checkVersion(
    header(response, 'api-version') ?? UNTOLD_API_VERSION,
    address,
    'DAEMON_ERROR',
  );
  return compareVersions(offered, NEWEST_API_VERSION) < 0 ? offered : NEWEST_API_VERSION;
}

function checkVersion(version: string, origin: string, code: BuildErrorCode): string {
  if (/^\d+\.\d+$/.test(version)) return version;
  throw new BuildError(code, `the API version "${version}" of ${origin} is not a version such as 1.41`);
}

function header(response: DaemonResponse | undefined, name: string): string | undefined {
  const value = response?.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
