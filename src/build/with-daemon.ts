import type { BuildEvent } from './build-event.ts';
import type { BuildJob } from './build-job.ts';
import type { BuildOptions } from './build-options.ts';
import type { Builder } from './buildkit/buildkit-options.ts';
import { chooseBuilder } from './choose-builder.ts';
import { openConnection } from './docker/open-connection.ts';
import { ping } from './docker/ping.ts';
import { readDockerConfig } from './docker-config/config-file.ts';
import { openCredentials } from './docker-config/credentials.ts';
import { proxyBuildArguments } from './docker-config/proxy-build-arguments.ts';
import type { EventChannel } from './event-channel.ts';

/** The options of a build whose surroundings are known. */
export type PlacedOptions = BuildOptions & Required<Pick<BuildOptions, 'environment' | 'signal'>>;

/** Finds the daemon, agrees with it on version and builder, and lets it build; the connection is closed afterwards. Throws a BuildError. */
export async function withDaemon<T>(
  options: PlacedOptions,
  channel: EventChannel<BuildEvent>,
  work: (job: BuildJob, builder: Builder) => Promise<T>,
): Promise<T> {
  const { environment, signal } = options;
  const warn = (text: string): void => channel.sendNow({ kind: 'Warning', text });
  const config = readDockerConfig(options.configFolder, environment, warn);
  const connection = openConnection(options, environment, config, signal);
  try {
    const { address } = connection.endpoint;
    const engine = await ping(connection, environment.DOCKER_API_VERSION, options.answerTimeout);
    const builder = chooseBuilder(options, environment, engine);
    const { apiVersion, name } = engine;
    await channel.send({ kind: 'Connected', address, apiVersion, engine: name, builder });
    const buildArguments = { ...proxyBuildArguments(config, address), ...options.buildArguments };
    const credentials = openCredentials(config, environment, warn, signal);
    const job = {
      options: { ...options, buildArguments },
      environment,
      connection,
      engine,
      credentials,
      channel,
    };
    return await work(job, builder);
  } finally {
    await connection.close();
  }
}
