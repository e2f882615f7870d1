import { Readable } from 'node:stream';
import type { BuildEvent } from './build-event.ts';
import type { ArchiveContext } from './context/archive-context.ts';
import { type BuildContext, contextEntries } from './context/build-context.ts';
import type { ContextEntry } from './context/context-entry.ts';
import { gzip } from './context/gzip.ts';
import { packEntries } from './context/pack.ts';
import type { EventChannel } from './event-channel.ts';

/** What is told while a context is packed and sent. */
export interface ArchiveObserver {
  /** A chunk was taken; bytes of the archive so far. */
  onChunk(bytes: number): void;
  onSocket(path: string): void;
  /** The last chunk was taken; entries are not counted in an archive that is passed on. */
  onEnd(bytes: number, entries: number | undefined): void;
}

/** Tells a build's reader of an archive; of its size as often as the reader keeps up. */
export function reportTo(channel: EventChannel<BuildEvent>): ArchiveObserver {
  return {
    onChunk: (bytes) => {
      if (channel.isEmpty) channel.sendNow({ kind: 'ContextProgress', bytes });
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
export function archive(
  context: BuildContext | ArchiveContext,
  observer: ArchiveObserver,
  { compress = false }: ArchiveOptions = {},
): Readable {
  return Readable.from(observed(context, observer, compress), { objectMode: false, highWaterMark: 1 });
}

async function* observed(
  context: BuildContext | ArchiveContext,
  observer: ArchiveObserver,
  compress: boolean,
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
  const source = isPacked ? packEntries(counted(context)) : context.stream;
  const isDone = !isPacked && context.isCompressed;
  for await (const chunk of compress && !isDone ? gzip(source) : source) {
    bytes += chunk.length;
    yield chunk;
    observer.onChunk(bytes);
  }
  observer.onEnd(bytes, isPacked ? entries : undefined);
}
