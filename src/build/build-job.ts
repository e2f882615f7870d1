import type { BuildEvent } from './build-event.ts';
import type { BuildOptions } from './build-options.ts';
import type { DaemonConnection } from './docker/connection.ts';
import type { Engine } from './docker/ping.ts';
import type { Credentials } from './docker-config/credentials.ts';
import type { Environment } from './environment.ts';
import type { EventChannel } from './event-channel.ts';

/** A build for which the daemon was found: what every way to build needs. */
export interface BuildJob {
  readonly options: BuildOptions;
  readonly environment: Environment;
  readonly connection: DaemonConnection;
  readonly engine: Engine;
  readonly credentials: Credentials;
  readonly channel: EventChannel<BuildEvent>;
}
