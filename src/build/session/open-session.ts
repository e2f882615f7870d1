import { randomUUID } from 'node:crypto';
import { BuildError } from '../build-error.ts';
import type { DaemonConnection } from '../docker/connection.ts';
import type { GrpcService } from '../grpc/grpc-service.ts';
import { serveGrpc } from '../grpc/serve-grpc.ts';
import { health } from './health.ts';

/** What a session serves, and to whom. */
export interface SessionOptions {
  /** Besides the health check, which every session has. */
  readonly services: readonly GrpcService[];
  /** The same for the same directory: the daemon then asks only for what changed since the last build. */
  readonly sharedKey: string;
}

/** A connection on which the daemon asks this side for files, credentials and secrets while it builds. */
export interface Session {
  /** What the build names it by. */
  readonly id: string;
  /** The first error, other than a status for the daemon, that a service threw. */
  failure(): unknown;
  /** Drops the connection. */
  close(): void;
}

/**
 * Opens a session (Engine API, `POST /session`). The daemon becomes a gRPC client of the services. Throws a BuildError
 * with the code SESSION where the daemon has none.
 */
export async function openSession(
  connection: DaemonConnection,
  { services, sharedKey }: SessionOptions,
): Promise<Session> {
  // A daemon takes seconds to notice that a session is gone, and would refuse its id until then.
  const id = randomUUID();
  const service: GrpcService = Object.assign({}, health, ...services);
  const socket = await upgrade(connection, [
    ['X-Docker-Expose-Session-Uuid', id],
    ['X-Docker-Expose-Session-Sharedkey', sharedKey],
    ...Object.keys(service).map((method) => ['X-Docker-Expose-Session-Grpc-Method', method] as const),
  ]);
  let failure: unknown;
  const server = serveGrpc(socket, {
    service,
    onFailure(error) {
      failure ??= error;
    },
  });
  return { id, failure: () => failure, close: server.close };
}

async function upgrade(
  connection: DaemonConnection,
  headers: readonly (readonly [name: string, value: string])[],
): ReturnType<DaemonConnection['upgrade']> {
  try {
    return await connection.upgrade({ path: '/session', headers });
  } catch (error) {
    if (error instanceof BuildError && error.code === 'CANCELLED') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BuildError(
      'SESSION',
      `the daemon at ${connection.endpoint.address} opens no session, which BuildKit needs: ${reason}`,
      { cause: error },
    );
  }
}
