import type { Readable } from 'node:stream';
import { cleanPath } from '../model/clean-path.ts';
import { archiveStream } from './archive.ts';
import type { Builder } from './buildkit/buildkit-options.ts';
import { type DockerfileSource, openContext } from './context/build-context.ts';
import { toText } from './context/byte-path.ts';
import type { EntryType } from './context/context-entry.ts';
import { type PathVerdict, Selection } from './context/selection.ts';

/** How a directory is looked at. */
export interface ContextOptions {
  /** The Dockerfile's path, relative to the working directory, or its bytes; else the one in the directory. It decides which ignore file counts. */
  readonly dockerfile?: DockerfileSource;
  /** Whose rules hold where exceptions lie below ignored directories; `buildkit` if not given. */
  readonly builder?: Builder | undefined;
}

/** What a builder would be given under one path: a file, directory, link, named pipe or device. */
export interface ContextFile {
  /** Relative to the context, with `/`; bytes that are not UTF-8 are U+FFFD. */
  readonly path: string;
  /** `hard-link` is another name of a file that came before. */
  readonly type: EntryType;
  /** Bytes of a file, and for BuildKit of another name of one; 0 for all else. */
  readonly size: number;
}

/** An archive of a directory, as the Engine API takes it (`POST /build`). */
export interface PackedContext {
  /** The archive (tar), which is made as fast as it is read. It fails with a BuildError. */
  readonly stream: Readable;
  /** What the Dockerfile is called in it: the API's `dockerfile`. A Dockerfile from elsewhere is packed too, under a name of its own. */
  readonly dockerfileName: string;
}

/** What a builder would be given of a directory, in order: all but what its ignore file leaves out. Throws a BuildError. */
export function listContext(
  directory: string,
  { dockerfile, builder = 'buildkit' }: ContextOptions = {},
): readonly ContextFile[] {
  const selection = new Selection(openContext(directory, dockerfile), builder);
  return Array.from(selection.entries(ignored), ({ name, type, size }) => ({
    path: toText(name).replace(/\/$/, ''),
    type,
    size,
  }));
}

/**
 * Whether a path would be given to a builder, and why. It need not exist, and is written with `/` and taken as COPY takes it: the
 * directory is its root, and `./` or `/` in front changes nothing. Throws a BuildError.
 */
export function explainPath(
  directory: string,
  path: string,
  { dockerfile, builder = 'buildkit' }: ContextOptions = {},
): PathVerdict {
  return new Selection(openContext(directory, dockerfile), builder).explain(cleanPath(`/${path}`).slice(1));
}

/** Packs a directory as for the classic builder; sockets are left out. Throws a BuildError where there is no directory or Dockerfile. */
export function packContext(
  directory: string,
  { dockerfile, compress }: Pick<ContextOptions, 'dockerfile'> & { readonly compress?: boolean } = {},
): PackedContext {
  const context = openContext(directory, dockerfile);
  const observer = { onChunk: ignored, onSocket: ignored, onEnd: ignored };
  return { stream: archiveStream(context, observer, { compress }), dockerfileName: context.dockerfileName };
}

function ignored(): void {}
