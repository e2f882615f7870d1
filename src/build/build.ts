import { BuildError } from './build-error.ts';
import type { BuildEvent } from './build-event.ts';
import type { BuildJob } from './build-job.ts';
import type { BuildResult } from './build-metadata.ts';
import type { BuildOptions } from './build-options.ts';
import type { SolveContext } from './buildkit/solve-input.ts';
import { classicBuild } from './classic-build.ts';
import { type OpenedSource, openSource } from './context/open-source.ts';
import { remoteContext } from './context/remote-context.ts';
import { EventChannel } from './event-channel.ts';
import { checkImageName } from './image-name.ts';
import { type PlacedOptions, withDaemon } from './with-daemon.ts';

/**
 * Builds an image with the daemon at `host` (Engine API, `POST /build`) and tells what happens while it happens; the last
 * event is `Built`. Throws a BuildError. Whoever stops reading cancels the build.
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
  try {
    const result = await buildFrom({ ...options, environment, signal }, channel);
    await channel.send({ kind: 'Built', ...result });
  } catch (error) {
    if (signal.aborted)
      throw new BuildError('CANCELLED', 'the build was cancelled', { cause: signal.reason });
    throw error;
  }
}

/** What is here is looked at before a daemon is asked for anything; what is not, BuildKit fetches by itself. */
function buildFrom(options: PlacedOptions, channel: EventChannel<BuildEvent>): Promise<BuildResult> {
  const remote = remoteContext(options);
  if (remote === undefined) {
    return withSource(options, (context) =>
      withDaemon(options, channel, (job, builder) =>
        builder === 'buildkit' ? buildByBuildKit(job, context) : classicBuild(job, context),
      ),
    );
  }
  return withDaemon(options, channel, (job, builder) =>
    builder === 'buildkit'
      ? buildByBuildKit(job, remote)
      : withSource(options, (context) => classicBuild(job, context)),
  );
}

/** What serves BuildKit's sessions takes a while to load, so it is when it is needed. */
async function buildByBuildKit(job: BuildJob, context: SolveContext): Promise<BuildResult> {
  const { buildkitBuild } = await import('./buildkit/buildkit-build.ts');
  return buildkitBuild(job, context);
}

async function withSource<T>(
  options: PlacedOptions,
  work: (context: OpenedSource['context']) => Promise<T>,
): Promise<T> {
  const source = await openSource(options.context, options.dockerfile, options);
  try {
    return await work(source.context);
  } finally {
    source.close();
  }
}
