import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { type GitRef, parseGitRef } from '../../model/git-ref.ts';
import { BuildError } from '../build-error.ts';
import type { Environment } from '../environment.ts';
import { shownUrl } from '../shown-url.ts';
import { type ArchiveContext, openStream } from './archive-context.ts';
import { type BuildContext, type DockerfileSource, openContext } from './build-context.ts';
import { download } from './download.ts';
import { checkOut } from './git-checkout.ts';
import { givenStream } from './given-stream.ts';
import { inTemporaryFolder, seenFrom, writingTemporary } from './temporary-folder.ts';

/** What a build may use: a directory, a URL, or a stream that is an archive or a Dockerfile. */
export type ContextSource = string | AsyncIterable<Uint8Array>;

/** A context that is ready to be sent. */
export interface OpenedSource {
  readonly context: BuildContext | ArchiveContext;
  /** Removes what was made only for the build, and lets go of what was not read. */
  close(): void;
}

interface Surroundings {
  /** What messages call a stream. */
  readonly contextName?: string | undefined;
  readonly environment: Environment;
  readonly signal: AbortSignal | undefined;
}

/** Whether text names a context that is not on this machine: a git repository, or a URL of an archive or Dockerfile. */
export function isRemoteSource(text: string): boolean {
  return parseGitRef(text) !== null || isUrl(text);
}

/** Finds, fetches or looks into a context. A path that exists is taken before a URL. Throws a BuildError. */
export async function openSource(
  source: ContextSource,
  dockerfile: DockerfileSource,
  surroundings: Surroundings,
): Promise<OpenedSource> {
  if (typeof source !== 'string') {
    const name = surroundings.contextName ?? 'stream';
    return openStreamed(givenStream(source, name, surroundings.signal), dockerfile, name);
  }
  if (!isRemoteSource(source) || existsSync(source))
    return { context: openContext(source, dockerfile), close() {} };
  const { environment, signal } = surroundings;
  const repository = parseGitRef(source);
  if (repository === null)
    return openStreamed(await download(source, environment, signal), dockerfile, shownUrl(source));
  if (repository.ok) return openRepository(repository.value, dockerfile, surroundings);
  const message = shownUrl(`cannot use ${source} as build context: ${repository.words}`);
  throw new BuildError('CONTEXT_UNUSABLE', message);
}

/** As BuildKit's, but that only lower case is a URL. */
function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text);
}

async function openStreamed(
  stream: AsyncIterable<Uint8Array>,
  dockerfile: DockerfileSource,
  name: string,
): Promise<OpenedSource> {
  const opened = await openStream(stream, dockerfile, name);
  if (opened.kind === 'archive') {
    // Not waited for: a read that is under way may take long, and how it ends matters to nobody.
    return { context: opened, close: () => void opened.close().catch(() => {}) };
  }
  return inTemporaryFolder((folder) => {
    const path = join(folder, 'Dockerfile');
    writingTemporary(path, () => writeFileSync(path, opened.content));
    return openContext(folder, undefined, seenFrom(folder));
  });
}

function openRepository(
  repository: GitRef,
  dockerfile: DockerfileSource,
  surroundings: Surroundings,
): Promise<OpenedSource> {
  return inTemporaryFolder(async (folder) => {
    await checkOut(repository, { directory: folder, ...surroundings });
    const directory = subdirectoryOf(folder, repository.subdir);
    const isPath = typeof dockerfile === 'string' && dockerfile !== '';
    const named = isPath && !isAbsolute(dockerfile) ? join(directory, dockerfile) : dockerfile;
    const context = openContext(directory, named, seenFrom(folder));
    // A repository must not have files of this machine sent to a daemon.
    if (typeof dockerfile !== 'object' && context.added.size > 0) throw outside(dockerfile || 'Dockerfile');
    return context;
  });
}

function subdirectoryOf(folder: string, subdirectory: string): string {
  const root = realpathSync(folder);
  const path = join(root, subdirectory);
  const found = existsSync(path) ? realpathSync(path) : '';
  if (found === root || (found.startsWith(root + sep) && statSync(found).isDirectory())) return found;
  throw new BuildError('CONTEXT_UNUSABLE', `the repository has no directory ${subdirectory} to build from`);
}

function outside(name: string): BuildError {
  return new BuildError('DOCKERFILE_NOT_FOUND', `the Dockerfile ${name} is not within the repository`);
}
