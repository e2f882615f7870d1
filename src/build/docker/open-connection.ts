import type { DockerConfig } from '../docker-config/config-file.ts';
import { customHeaders } from '../docker-config/custom-headers.ts';
import type { Environment } from '../environment.ts';
import { DaemonConnection } from './connection.ts';
import type { DaemonOptions } from './daemon-options.ts';
import { type Endpoint, resolveEndpoint } from './endpoint.ts';
import { proxyFor } from './http-proxy.ts';

/**
 * A connection to the daemon that options, environment and docker's configuration mean; nothing is sent yet. Throws a BuildError where
 * they mean none.
 */
export function openConnection(
  options: DaemonOptions,
  environment: Environment,
  config: DockerConfig,
  signal: AbortSignal,
): DaemonConnection {
  const endpoint = resolveEndpoint(options, environment, config);
  const headers = customHeaders(config.httpHeaders, environment);
  return new DaemonConnection(endpoint, signal, {
    headers,
    proxy: daemonProxy(endpoint, environment),
    environment,
  });
}

/** Sockets and ssh need no proxy. */
function daemonProxy({ origin, socketPath, ssh }: Endpoint, environment: Environment): URL | undefined {
  return socketPath === undefined && ssh === undefined ? proxyFor(origin, environment) : undefined;
}
