import { archive } from './archive.ts';
import { BuildError } from './build-error.ts';
import type { BuildEvent } from './build-event.ts';
import type { BuildOptions } from './build-options.ts';
import { type BuildContext, openContext } from './context/build-context.ts';
import { withoutIgnoreFiles } from './context/without-ignore-files.ts';
import { buildQuery } from './docker/build-query.ts';
import { DaemonConnection, type DaemonResponse } from './docker/connection.ts';
import { resolveEndpoint } from './docker/endpoint.ts';
import { type Engine, ping } from './docker/ping.ts';
import { checkResponse } from './docker/response-error.ts';
import { EventChannel } from './event-channel.ts';
import { followBuild } from './follow-build.ts';
import { checkImageName } from './image-name.ts';
import { refuseHeredocs } from './refuse-heredocs.ts';

/**
 * Builds an image with the classic builder of the daemon at `host` (Engine API, `POST /build`) and tells what happens
 * while it happens; the last event is `Built`. Throws a BuildError. Whoever stops reading cancels the build.
 */
export async function* build(options: BuildOptions): AsyncGenerator<BuildEvent, void, undefined> {
  const channel = new EventChannel<BuildEvent>();
  const stopped = new AbortController();
  const signal =
    options.signal === undefined ? stopped.signal : AbortSignal.any([options.signal, stopped.signal]);
  const work = run(options, channel, signal).then(
    () => channel.end(),
    (error: unknown) => channel.end({ error }),
  );
  try {
    yield* channel.read();
  } finally {
    stopped.abort();
    channel.end();
    await work;
  }
}

async function run(
  options: BuildOptions,
  channel: EventChannel<BuildEvent>,
  signal: AbortSignal,
): Promise<void> {
  for (const tag of options.tags ?? []) checkImageName(tag);
  const environment = options.environment ?? process.env;
  const context = openContext(options.context, options.dockerfile);
  const connection = new DaemonConnection(resolveEndpoint(options.host, environment), signal);
  try {
    const { address } = connection.endpoint;
    const engine = await ping(connection, environment.DOCKER_API_VERSION);
    await channel.send({ kind: 'Connected', address, apiVersion: engine.apiVersion, engine: engine.name });
    await refuseHeredocs(context, engine, address);
    const response = await sendContext(connection, context, engine, options, channel);
    await checkResponse(response, address);
    const imageId = await followBuild(response.body, {
      address,
      engine,
      quiet: options.quiet ?? false,
      channel,
    });
    await channel.send({ kind: 'Built', imageId });
  } catch (error) {
    if (signal.aborted) throw new BuildError('CANCELLED', 'the build was cancelled', { cause: error });
    throw error;
  } finally {
    await connection.close();
  }
}

function sendContext(
  connection: DaemonConnection,
  context: BuildContext,
  engine: Engine,
  options: BuildOptions,
  channel: EventChannel<BuildEvent>,
): Promise<DaemonResponse> {
  const body = archive(engine.name === 'podman' ? withoutIgnoreFiles(context) : context, {
    onChunk: (bytes) => {
      if (channel.isEmpty) channel.sendNow({ kind: 'ContextProgress', bytes });
    },
    onSocket: (path) => channel.sendNow({ kind: 'SocketSkipped', path }),
    onEnd: (bytes, entries) => channel.sendNow({ kind: 'ContextSent', bytes, entries }),
  });
  return connection.request({
    method: 'POST',
    path: `/v${engine.apiVersion}/build?${buildQuery(options, context.dockerfileName, engine)}`,
    // An empty list of registry credentials, encoded as base64.
    headers: { 'Content-Type': 'application/x-tar', 'X-Registry-Config': 'e30=' },
    body,
  });
}
