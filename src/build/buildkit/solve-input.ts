import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { archive, reportTo } from '../archive.ts';
import type { BuildJob } from '../build-job.ts';
import type { BuiltDockerfile } from '../built-dockerfile.ts';
import type { ArchiveContext } from '../context/archive-context.ts';
import { type BuildContext, dockerfileOf } from '../context/build-context.ts';
import type { RemoteContext } from '../context/remote-context.ts';
import { fileSync } from '../file-sync/file-sync.ts';
import type { SyncedDirectory } from '../file-sync/synced-directory.ts';
import type { GrpcService } from '../grpc/grpc-service.ts';

/** What BuildKit takes a build from. */
export type SolveContext = BuildContext | ArchiveContext | RemoteContext;

/** How a context gets to BuildKit (Engine API, `POST /build` with `version=2`). */
export interface SolveInput {
  /** Where it comes from if not with the request: `client-session`, or a URL. */
  readonly remote: string | undefined;
  /** The Dockerfile's name in its directory. */
  readonly dockerfile: string | undefined;
  /** What is sent with the request. */
  readonly body: AsyncIterable<Uint8Array> | undefined;
  /** What the session serves for it. */
  readonly services: readonly GrpcService[];
  /** For errors; undefined where the Dockerfile was not looked at. */
  readonly source: BuiltDockerfile | undefined;
}

/** Prepares a context: a directory is synchronised over the session, an archive is sent, a URL is fetched by the daemon. */
export function solveInput(context: SolveContext, job: BuildJob): SolveInput {
  switch (context.kind) {
    case 'directory':
      return directoryInput(context, job);
    case 'archive':
      return {
        remote: undefined,
        dockerfile: context.dockerfileName,
        body: archive(context, reportTo(job.channel), job.options),
        services: [],
        source: undefined,
      };
    case 'remote':
      return {
        remote: context.url,
        dockerfile: context.dockerfileName,
        body: undefined,
        services: [],
        source: undefined,
      };
  }
}

/** BuildKit reads the Dockerfile from a directory of its own, where its ignore file is, too. */
function directoryInput(context: BuildContext, { options, channel }: BuildJob): SolveInput {
  const { dockerfilePath: path, dockerfile: content } = context;
  const isGiven = typeof options.dockerfile === 'object';
  const name = isGiven ? 'Dockerfile' : basename(path);
  const directories = new Map<string, SyncedDirectory>([
    ['dockerfile', { content: isGiven ? new Map([[name, content]]) : dirname(path) }],
    ['context', { content: context.root, observer: reportTo(channel) }],
  ]);
  return {
    remote: 'client-session',
    dockerfile: name,
    body: undefined,
    services: [fileSync(directories)],
    source: dockerfileOf(context),
  };
}

/**
 * What names the directory to BuildKit, which keeps what it got of it: the same for each build. It goes by times and sizes, so that it must
 * not take a directory of another machine for this one.
 */
export function sharedKeyOf(context: SolveContext, machine = hostname()): string {
  const root = context.kind === 'directory' ? context.root : '';
  return createHash('sha256').update(`${machine}:${root}`).digest('hex').slice(0, 32);
}
