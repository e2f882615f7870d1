import { BuildError } from './build-error.ts';
import type { BuildEvent } from './build-event.ts';
import type { SolveStatus } from './buildkit/solve-status.ts';
import type { DaemonMessage } from './docker/daemon-message.ts';
import { compareVersions, type Engine } from './docker/ping.ts';
import { readDaemonMessages } from './docker/read-daemon-messages.ts';
import type { EventChannel } from './event-channel.ts';
import type { FailureMessage } from './failed-build.ts';

interface FollowOptions {
  readonly address: string;
  readonly engine: Engine;
  /** Whether the daemon was asked to tell nothing but the id. */
  readonly quiet: boolean;
  readonly channel: EventChannel<BuildEvent>;
  /** Reads BuildKit's progress, which is then passed on. */
  onTrace?(bytes: Uint8Array): SolveStatus;
  /** Told of the classic builder's words before they are passed on. */
  onOutput?(text: string): void;
  /** Makes the error of a failed build. */
  explain(failure: FailureMessage): Promise<BuildError>;
}

/** Since this version the daemon tells the image's id in a message of its own. */
const API_WITH_IMAGE_MESSAGES = '1.30';

/**
 * Passes the daemon's messages on until the build is over and gives the image's id, if it tells one. Throws a BuildError
 * if a step failed or the connection broke.
 */
export async function followBuild(
  body: AsyncIterable<Uint8Array>,
  options: FollowOptions,
): Promise<string | undefined> {
  const { address, channel } = options;
  let imageId: string | undefined;
  for await (const message of readDaemonMessages(body, address)) {
    if (message.kind === 'error') throw await options.explain(message);
    imageId = idFrom(message, options) ?? imageId;
    const event = toEvent(message, options);
    if (event !== undefined) await channel.send(event);
  }
  return imageId;
}

/** The image's id, which a build that makes an image must end with. */
export function requireImage(imageId: string | undefined, address: string): string {
  if (imageId !== undefined) return imageId;
  throw new BuildError(
    'DAEMON_ERROR',
    `the daemon at ${address} ended the build without an image id and without an error`,
  );
}

/** The image that a message tells; of several, one per stage, the last counts. */
function idFrom(message: DaemonMessage, { quiet, engine }: FollowOptions): string | undefined {
  if (message.kind === 'image') return withAlgorithm(message.id);
  if (message.kind !== 'output') return undefined;
  if (quiet) return quietId(message.text);
  if (compareVersions(engine.apiVersion, API_WITH_IMAGE_MESSAGES) >= 0) return undefined;
  return /^Successfully built ([0-9a-f]{12,64})\n$/.exec(message.text)?.[1];
}

/** A quiet build answers with the id alone; Podman leaves the algorithm out. */
function quietId(text: string): string | undefined {
  const id = /^(?:sha256:)?([0-9a-f]{64})\s*$/.exec(text)?.[1];
  return id === undefined ? undefined : withAlgorithm(id);
}

function withAlgorithm(id: string): string {
  return id.includes(':') ? id : `sha256:${id}`;
}

function toEvent(
  message: DaemonMessage,
  { quiet, onTrace, onOutput }: FollowOptions,
): BuildEvent | undefined {
  switch (message.kind) {
    case 'trace':
      return onTrace && { kind: 'Progress', status: onTrace(message.bytes) };
    case 'output':
      onOutput?.(message.text);
      return quiet && quietId(message.text) !== undefined
        ? undefined
        : { kind: 'Output', text: message.text };
    case 'status':
      return { ...message, kind: 'Status' };
    case 'image':
    case 'error':
      return undefined;
  }
}
