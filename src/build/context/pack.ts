import type { BytePath } from './byte-path.ts';
import { CheckedFile } from './checked-file.ts';
import type { ContextEntry } from './context-entry.ts';
import { BLOCK_SIZE, tarHeader } from './tar-header.ts';

/** Smaller ones cost some time for each, larger ones have left the processor's cache when they are written. */
const CHUNK_SIZE = 512 * 1024;

/** How many chunks a receiver may have at once: one that is written while the next is made, and some to spare. */
const LAG = 4;
const PADDING = Buffer.alloc(BLOCK_SIZE);

interface PackOptions {
  /** Whether a chunk's memory is used again once the `LAG`th chunk behind it is asked for; else whoever takes a chunk may keep it. */
  readonly reuses?: boolean;
}

/**
 * Packs entries into a tar archive, in chunks of at most 512 KiB. Each step reads just enough for the next chunk, so whoever
 * takes the chunks sets the pace. Throws a BuildError that names the file if one cannot be read, or is not as long as it was
 * when it was found.
 */
export function* packEntries(
  entries: Iterable<ContextEntry>,
  { reuses = false }: PackOptions = {},
): Generator<Uint8Array> {
  const chunk = new Chunk(reuses);
  for (const entry of entries) {
    const header = tarHeader(entry);
    if (header.length > chunk.room) yield chunk.take();
    chunk.appendHeader(header);
    if (entry.content === undefined) continue;
    if ('bytes' in entry.content) yield* appendBytes(chunk, entry.content.bytes);
    else yield* appendFile(chunk, entry.content.path, entry.size);
    yield* appendBytes(chunk, PADDING.subarray(0, -entry.size & (BLOCK_SIZE - 1)));
  }
  yield* appendBytes(chunk, Buffer.alloc(2 * BLOCK_SIZE));
  yield chunk.take();
}

function* appendBytes(chunk: Chunk, bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    if (chunk.room === 0) yield chunk.take();
    at += chunk.append(bytes.subarray(at, at + chunk.room));
  }
}

function* appendFile(chunk: Chunk, path: BytePath, size: number): Generator<Uint8Array> {
  const file = new CheckedFile(path, size);
  try {
    while (!file.isAtEnd) {
      if (chunk.room <= file.left && chunk.room < CHUNK_SIZE / 2) yield chunk.take();
      chunk.advance(file.readInto(chunk.bytes, chunk.used, chunk.room));
    }
  } finally {
    file.close();
  }
}

/** A part of the archive that is being filled. */
class Chunk {
  bytes = Buffer.allocUnsafe(CHUNK_SIZE);
  used = 0;
  readonly #reuses: boolean;
  /** What was handed out, the oldest first. */
  readonly #lent: Buffer<ArrayBuffer>[] = [];

  constructor(reuses: boolean) {
    this.#reuses = reuses;
  }

  get room(): number {
    return CHUNK_SIZE - this.used;
  }

  /** A header, one character per byte, which must fit. */
  appendHeader(header: string): void {
    this.used += this.bytes.write(header, this.used, 'latin1');
  }

  append(bytes: Uint8Array): number {
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
    return bytes.length;
  }

  advance(count: number): void {
    this.used += count;
  }

  /** Hands out what was filled and begins anew. */
  take(): Uint8Array {
    const filled = this.bytes.subarray(0, this.used);
    if (this.#reuses) this.#lent.push(this.bytes);
    this.bytes = (this.#lent.length > LAG && this.#lent.shift()) || Buffer.allocUnsafe(CHUNK_SIZE);
    this.used = 0;
    return filled;
  }
}
