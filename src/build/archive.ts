import { Readable } from 'node:stream';
import type { BuildEvent } from './build-event.ts';
import type { ArchiveContext } from './context/archive-context.ts';
import { type BuildContext, contextEntries } from './context/build-context.ts';
import type { ContextEntry } from './context/context-entry.ts';
import { gzip } from './context/gzip.ts';
import { packEntries } from './context/pack.ts';
import { readAhead } from './context/read-ahead.ts';
import type { EventChannel } from './event-channel.ts';

/** What is told while a context is packed and sent. */
export interface ArchiveObserver {
  /** A chunk was taken; bytes of the archive so far. */
  onChunk(bytes: number): void;
  onSocket(path: string): void;
  /** The last chunk was taken; entries are not counted in an archive that is passed on. */
  onEnd(bytes: number, entries: number | undefined): void;
}

/** How often a size is told, in milliseconds. */
const PACE = 50;

/** Tells a build's reader of an archive; of its size as often as the reader keeps up, within reason. */
export function reportTo(channel: EventChannel<BuildEvent>): ArchiveObserver {
  let next = 0;
  return {
    onChunk: (bytes) => {
      const now = Date.now();
      if (now < next || !channel.isEmpty) return;
      next = now + PACE;
      channel.sendNow({ kind: 'ContextProgress', bytes });
    },
    onSocket: (path) => channel.sendNow({ kind: 'SocketSkipped', path }),
    onEnd: (bytes, entries) => channel.sendNow({ kind: 'ContextSent', bytes, entries }),
  };
}

interface ArchiveOptions {
  /** Whether it is compressed with gzip; what came compressed is left as it is. */
  readonly compress?: boolean | undefined;
}

/** The tar archive of a context as a stream that reads only as fast as it is read. */
export function archiveStream(
  context: BuildContext | ArchiveContext,
  observer: ArchiveObserver,
  options: ArchiveOptions = {},
): Readable {
  const chunks = archive(context, observer, { ...options, reuses: false });
  return Readable.from(chunks, { objectMode: false, highWaterMark: 1 });
}

/**
 * The tar archive of a context in chunks, made as they are asked for. Those of a packed directory are for whoever writes each chunk before
 * the next is asked for: their memory is used again, since new memory for each is half of the time that a large context takes.
 */
export async function* archive(
  context: BuildContext | ArchiveContext,
  observer: ArchiveObserver,
  { compress = false, reuses = true }: ArchiveOptions & { readonly reuses?: boolean } = {},
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let entries = 0;
  const counted = function* (directory: BuildContext): Generator<ContextEntry> {
    for (const entry of contextEntries(directory, observer.onSocket)) {
      entries += 1;
      yield entry;
    }
  };
  const isPacked = context.kind === 'directory';
  const source = isPacked
    ? readAhead(packEntries(counted(context), { reuses: reuses && !compress }))
    : context.stream;
  const isDone = !isPacked && context.isCompressed;
  for await (const chunk of compress && !isDone ? gzip(source) : source) {
    bytes += chunk.length;
    yield chunk;
    observer.onChunk(bytes);
  }
  observer.onEnd(bytes, isPacked ? entries : undefined);
}
