import { Readable } from 'node:stream';
import { BuildError } from '../build-error.ts';
import { reasonOf } from './file-error.ts';

type Chunks = AsyncIterator<Uint8Array>;

/**
 * The bytes of a stream that somebody else makes. Once the signal is aborted nothing is waited for any more, and a stream of Node's
 * or of the web is destroyed even in the middle of a read, since it would keep the process alive. Throws a BuildError where the
 * stream fails.
 */
export async function* givenStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(stream, signal);
  } catch (error) {
    const message = `the build context ${name} cannot be read: ${reasonOf(error)}`;
    throw error instanceof BuildError ? error : new BuildError('CONTEXT_UNUSABLE', message, { cause: error });
  }
}

async function* chunksOf(
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  // The iterator of a stream of the web can end it between two reads only.
  const source = stream instanceof ReadableStream ? Readable.fromWeb(stream) : stream;
  const chunks = source[Symbol.asyncIterator]();
  try {
    for (let next = await nextOf(chunks, signal); !next.done; next = await nextOf(chunks, signal))
      yield next.value;
  } finally {
    abandon(source, chunks);
  }
}

function nextOf(chunks: Chunks, signal: AbortSignal | undefined): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal?.reason);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    chunks
      .next()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop));
  });
}

/** Not waited for: a generator does not return before its read has ended. */
function abandon(stream: AsyncIterable<Uint8Array>, chunks: Chunks): void {
  if (stream instanceof Readable) stream.destroy();
  else void Promise.resolve(chunks.return?.()).catch(() => {});
}
