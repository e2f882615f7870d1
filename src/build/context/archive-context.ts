import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { BuildError } from '../build-error.ts';
import { randomDigits } from '../random-digits.ts';
import { addDockerfile } from './add-dockerfile.ts';
import { type Compression, compressionOf, HEAD_SIZE } from './archive-magic.ts';
import type { DockerfileSource } from './build-context.ts';
import { ByteReader } from './byte-reader.ts';
import { through } from './through.ts';

/** A context that came as an archive and is passed on as it is. */
export interface ArchiveContext {
  readonly kind: 'archive';
  readonly stream: AsyncIterable<Uint8Array>;
  readonly isCompressed: boolean;
  /** The Dockerfile's name in the archive; undefined for `Dockerfile`. */
  readonly dockerfileName: string | undefined;
  /** Gives up what is not read yet. */
  close(): Promise<void>;
}

/** A stream that turned out to be a Dockerfile: the build has no files. */
export interface LoneDockerfile {
  readonly kind: 'dockerfile';
  readonly content: Uint8Array;
}

/**
 * Looks into a stream that is to be a context: an archive, compressed or not, or else a Dockerfile. `name` stands for it in
 * messages. Throws a BuildError where a Dockerfile is named too.
 */
export async function openStream(
  stream: AsyncIterable<Uint8Array>,
  dockerfile: DockerfileSource,
  name: string,
): Promise<ArchiveContext | LoneDockerfile> {
  const reader = new ByteReader(stream);
  try {
    return await lookInto(reader, dockerfile, name);
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function lookInto(
  reader: ByteReader,
  dockerfile: DockerfileSource,
  name: string,
): Promise<ArchiveContext | LoneDockerfile> {
  const compression = compressionOf(await reader.peek(HEAD_SIZE));
  if (compression === undefined) return readDockerfile(reader, dockerfile, name);
  const close = (): Promise<void> => reader.close();
  if (typeof dockerfile !== 'object') {
    const isCompressed = compression !== 'none';
    const dockerfileName = dockerfile || undefined;
    return { kind: 'archive', stream: reader.pass(), isCompressed, dockerfileName, close };
  }
  const dockerfileName = `.dockerfile.${randomDigits(20)}`;
  const plain = decompress(reader.pass(), compression, name);
  return {
    kind: 'archive',
    stream: addDockerfile(plain, dockerfileName, dockerfile.content),
    isCompressed: false,
    dockerfileName,
    close,
  };
}

async function readDockerfile(
  reader: ByteReader,
  dockerfile: DockerfileSource,
  name: string,
): Promise<LoneDockerfile> {
  if (dockerfile === undefined || dockerfile === '') {
    return { kind: 'dockerfile', content: await buffer(reader.pass()) };
  }
  const message =
    typeof dockerfile === 'object'
      ? `the build context ${name} is no archive, so it cannot be used with another Dockerfile`
      : `the build context ${name} is a Dockerfile itself: leave out -f ${dockerfile}`;
  throw new BuildError('CONTEXT_UNUSABLE', message);
}

/** To put a file into an archive it must be plain. */
function decompress(
  stream: AsyncIterable<Uint8Array>,
  compression: Compression,
  name: string,
): AsyncIterable<Uint8Array> {
  switch (compression) {
    case 'none':
      return stream;
    case 'gzip':
      return through(stream, createGunzip(), (error) => {
        const message = `the build context ${name} cannot be decompressed: ${error.message}`;
        return new BuildError('CONTEXT_UNUSABLE', message, { cause: error });
      });
    case 'bzip2':
    case 'xz':
    case 'zstd': {
      const message = `the build context ${name} is compressed with ${compression}, so no other Dockerfile can be put into it: use gzip, or a Dockerfile within`;
      throw new BuildError('CONTEXT_UNUSABLE', message);
    }
  }
}
