import { Readable } from 'node:stream';
import type { BuildOptions } from '../../build/index.ts';

/** A context that comes as a stream and was looked into, since it may be a Dockerfile. */
export interface StreamedContext {
  /** All of its bytes, to be built in its place. */
  readonly context: AsyncIterable<Uint8Array>;
  /** The Dockerfile that it is; undefined for an archive. */
  readonly dockerfile: Uint8Array | undefined;
  /** Gives up what is not read yet, for which the process would wait. */
  close(): void;
}

/**
 * Looks whether a context from standard input is a Dockerfile; undefined where the context is no stream, or the Dockerfile is named. What fails
 * here fails again when the context is built, which then says so.
 */
export async function lookIntoStream({
  context,
  contextName = 'stream',
  dockerfile,
  signal,
}: BuildOptions): Promise<StreamedContext | undefined> {
  if (typeof context === 'string' || dockerfile) return undefined;
  const [{ openStream }, { givenStream }] = await Promise.all([
    import('../../build/context/archive-context.ts'),
    import('../../build/context/given-stream.ts'),
  ]);
  try {
    const opened = await openStream(givenStream(context, contextName, signal), undefined, contextName);
    if (opened.kind === 'dockerfile')
      return { context: Readable.from([opened.content]), dockerfile: opened.content, close() {} };
    return {
      context: opened.stream,
      dockerfile: undefined,
      close: () => void opened.close().catch(() => {}),
    };
  } catch (error) {
    return { context: failing(error), dockerfile: undefined, close() {} };
  }
}

function failing(error: unknown): Readable {
  return new Readable({
    read() {
      this.destroy(error as Error);
    },
  });
}
