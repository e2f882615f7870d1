import { BuildError } from '../build-error.ts';
import { CheckedFile } from '../context/checked-file.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { decodePacket, encodePacket, type Packet, statOf } from './packet.ts';
import type { SyncProgress } from './synced-directory.ts';

/** How much of a file a packet holds at most, in bytes, as in BuildKit's own client. */
const CHUNK_SIZE = 32 * 1024;

/** A file that was told of and not asked for yet. */
type Offer = Pick<ContextEntry, 'size'> & { readonly content: NonNullable<ContextEntry['content']> };

/**
 * Sends a file tree over fsutil's protocol: all entries, and the content of the files that the receiver asks for, one
 * after the other, until it has what it wants. Throws a BuildError for what cannot be read or changes meanwhile, which the
 * receiver is told too; a GrpcError where the receiver gives up.
 */
export async function sendTree(
  call: GrpcCall,
  entries: Iterable<ContextEntry>,
  onProgress: (progress: SyncProgress) => void,
): Promise<void> {
  const sender = new TreeSender(call, onProgress);
  try {
    await sender.run(entries);
  } catch (error) {
    if (error instanceof BuildError) await sender.tell({ kind: 'error', text: error.message });
    throw error;
  }
}

class TreeSender {
  readonly #call: GrpcCall;
  readonly #onProgress: (progress: SyncProgress) => void;
  readonly #offers = new Map<number, Offer>();
  readonly #chunk = Buffer.allocUnsafe(CHUNK_SIZE + 1);
  /** Files asked for, in order. */
  readonly #wanted: { readonly id: number; readonly offer: Offer }[] = [];
  #wake = (): void => {};
  #isDone = false;
  #entries = 0;
  #files = 0;
  #bytes = 0;

  constructor(call: GrpcCall, onProgress: (progress: SyncProgress) => void) {
    this.#call = call;
    this.#onProgress = onProgress;
  }

  /** Whichever part fails ends the others: reading by the end of the call, sending by the error of `#stop`. */
  async run(entries: Iterable<ContextEntry>): Promise<void> {
    await Promise.all([
      this.#sendEntries(entries),
      this.#sendContents(),
      this.#readRequests().finally(() => this.#stop()),
    ]);
    await this.tell({ kind: 'end' });
  }

  tell(packet: Packet): Promise<void> {
    return this.#call.send(encodePacket(packet));
  }

  async #sendEntries(entries: Iterable<ContextEntry>): Promise<void> {
    for (const entry of entries) {
      if (this.#isDone) return;
      const { content, size } = entry;
      if (content !== undefined) this.#offers.set(this.#entries, { content, size });
      this.#entries += 1;
      await this.tell({ kind: 'entry', stat: statOf(entry) });
      this.#report();
    }
    await this.tell({ kind: 'end-of-entries' });
  }

  async #readRequests(): Promise<void> {
    for await (const message of this.#call.messages) {
      const packet = decodePacket(message);
      switch (packet.kind) {
        case 'request':
          this.#want(packet.id);
          break;
        case 'end':
          return;
        case 'error':
          throw new GrpcError(grpcStatus.unknown, `error from receiver: ${packet.text}`);
        default:
          throw new GrpcError(grpcStatus.invalidArgument, `unexpected packet: ${packet.kind}`);
      }
    }
    throw new GrpcError(grpcStatus.unavailable, 'the receiver left before it had all files');
  }

  #want(id: number): void {
    const offer = this.#offers.get(id);
    if (offer === undefined) throw new GrpcError(grpcStatus.invalidArgument, `invalid file id ${id}`);
    this.#offers.delete(id);
    this.#wanted.push({ id, offer });
    this.#wake();
  }
}
