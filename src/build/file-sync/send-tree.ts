import { isUtf8 } from 'node:buffer';
import { BuildError } from '../build-error.ts';
import { type BytePath, toText } from '../context/byte-path.ts';
import { CheckedFile } from '../context/checked-file.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { encodePacket, type Packet } from './packet.ts';
import { RequestQueue } from './request-queue.ts';
import { statOf } from './stat.ts';

/** How much of a file a packet holds at most, in bytes, as in BuildKit's own client. */
const CHUNK_SIZE = 32 * 1024;

/** A file that was told of and not asked for yet. */
interface Offer {
  readonly content: NonNullable<ContextEntry['content']>;
  readonly size: number;
}

/**
 * Sends a file tree over fsutil's protocol: all entries, and the content of those that the receiver asks for, until it has
 * what it wants. Throws a BuildError for what cannot be read or changes meanwhile, which the receiver is told too; a
 * GrpcError where the receiver gives up.
 */
export async function sendTree(call: GrpcCall, entries: Iterable<ContextEntry>): Promise<void> {
  const sender = new TreeSender(call);
  try {
    await sender.run(entries);
  } catch (error) {
    // Why it failed says more than that the receiver is gone, too.
    if (error instanceof BuildError)
      await sender.tell({ kind: 'error', text: error.message }).catch(() => {});
    throw sender.explain(error);
  }
}

/** One writer, so that neither side has to keep more than a few chunks: what is asked for goes before more entries. */
class TreeSender {
  readonly #call: GrpcCall;
  readonly #requests: RequestQueue;
  readonly #offers = new Map<number, Offer>();
  readonly #chunk = Buffer.allocUnsafe(CHUNK_SIZE);
  #nameWithoutText: BytePath | undefined;
  #entries = 0;

  constructor(call: GrpcCall) {
    this.#call = call;
    this.#requests = new RequestQueue(call);
  }

  async run(entries: Iterable<ContextEntry>): Promise<void> {
    for (const entry of entries) {
      await this.#offer(entry);
      for (let id = this.#requests.takeNow(); id !== undefined; id = this.#requests.takeNow()) {
        await this.#sendContent(id);
      }
    }
    await this.tell({ kind: 'end-of-entries' });
    for (let id = await this.#requests.take(); id !== undefined; id = await this.#requests.take()) {
      await this.#sendContent(id);
    }
    await this.tell({ kind: 'end' });
  }

  tell(packet: Packet): Promise<void> {
    return this.#call.send(encodePacket(packet));
  }

  /** New receivers leave without a word when a name is no text; older ones take it. */
  explain(error: unknown): unknown {
    const isGone = error instanceof GrpcError && error.status === grpcStatus.unavailable;
    if (!isGone || this.#nameWithoutText === undefined) return error;
    const message = `${toText(this.#nameWithoutText)}: its name, or where it links to, is not UTF-8, which BuildKit refuses; rename it, or ignore it in .dockerignore`;
    return new BuildError('CONTEXT_FILE_UNREADABLE', message, { cause: error });
  }

  #offer(entry: ContextEntry): Promise<void> {
    const { content, size } = entry;
    const stat = statOf(entry);
    if (!isUtf8(stat.path) || !isUtf8(stat.linkname)) this.#nameWithoutText ??= entry.name;
    const id = this.#entries++;
    if (content !== undefined) this.#offers.set(id, { content, size });
    return this.tell({ kind: 'entry', stat });
  }

  async #sendContent(id: number): Promise<void> {
    const offer = this.#offers.get(id);
    if (offer === undefined) throw new GrpcError(grpcStatus.invalidArgument, `invalid file id ${id}`);
    this.#offers.delete(id);
    for (const data of chunksOf(offer, this.#chunk)) await this.tell({ kind: 'data', id, data });
    await this.tell({ kind: 'data', id, data: new Uint8Array() });
  }
}

/** The parts of a file, none of them empty; each is to be used before the next is taken. */
function* chunksOf({ content, size }: Offer, buffer: Uint8Array): Generator<Uint8Array> {
  if ('bytes' in content) {
    for (let at = 0; at < size; at += CHUNK_SIZE) yield content.bytes.subarray(at, at + CHUNK_SIZE);
    return;
  }
  const file = new CheckedFile(content.path, size);
  try {
    while (!file.isAtEnd) {
      const read = file.readInto(buffer, 0, buffer.length);
      if (read > 0) yield buffer.subarray(0, read);
    }
  } finally {
    file.close();
  }
}
