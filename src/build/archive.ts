import { Readable } from 'node:stream';
import { type BuildContext, contextEntries } from './context/build-context.ts';
import type { ContextEntry } from './context/context-entry.ts';
import { packEntries } from './context/pack.ts';

/** What is told while a context is packed and sent. */
export interface ArchiveObserver {
  /** A chunk was taken; bytes of the archive so far. */
  onChunk(bytes: number): void;
  onSocket(path: string): void;
  /** The last chunk was taken. */
  onEnd(bytes: number, entries: number): void;
}

/** The tar archive of a context as a stream that reads only as fast as it is read. */
export function archive(context: BuildContext, observer: ArchiveObserver): Readable {
  return Readable.from(observed(context, observer), { objectMode: false, highWaterMark: 1 });
}

function* observed(context: BuildContext, observer: ArchiveObserver): Generator<Uint8Array> {
  let bytes = 0;
  let entries = 0;
  const counted = function* (): Generator<ContextEntry> {
    for (const entry of contextEntries(context, observer.onSocket)) {
      entries += 1;
      yield entry;
    }
  };
  for (const chunk of packEntries(counted())) {
    bytes += chunk.length;
    yield chunk;
    observer.onChunk(bytes);
  }
  observer.onEnd(bytes, entries);
}
