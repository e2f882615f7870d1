import { BuildError } from '../build-error.ts';
import { toText } from '../context/byte-path.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { OutputDirectory } from './output-directory.ts';
import type { OutputFile } from './output-file.ts';
import { decodePacket, encodePacket, type Packet } from './packet.ts';
import { entryOf } from './stat.ts';
import { TreeOrder } from './tree-order.ts';
import { unsound } from './unsound.ts';

/** How many files are asked for ahead: so few that the requests never fill the connection, or both sides might wait. */
const REQUEST_LIMIT = 1000;

/**
 * Receives a file tree over fsutil's protocol and writes it into a directory. Throws a BuildError for what cannot be
 * written and for a tree that is not sound, which the sender is told too; what was whole by then stays.
 */
export async function receiveTree(call: GrpcCall, directory: string): Promise<void> {
  const output = new OutputDirectory(directory);
  const receiver = new TreeReceiver(call, output);
  try {
    await receiver.run();
  } catch (error) {
    output.abandon();
    // Why it failed says more than that the sender is gone, too.
    if (error instanceof BuildError)
      await receiver.tell({ kind: 'error', text: error.message }).catch(() => {});
    throw error;
  }
}

class TreeReceiver {
  readonly #call: GrpcCall;
  readonly #output: OutputDirectory;
  readonly #order = new TreeOrder();
  /** Files that were told of. */
  readonly #files: { readonly id: number; readonly entry: ContextEntry }[] = [];
  /** How many of them were asked for. */
  #asked = 0;
  /** Files that were asked for and are not whole: what is there of them, if anything. */
  readonly #requested = new Map<number, { readonly entry: ContextEntry; file: OutputFile | undefined }>();
  #entries = 0;
  #state: 'listing' | 'listed' | 'complete' = 'listing';

  constructor(call: GrpcCall, output: OutputDirectory) {
    this.#call = call;
    this.#output = output;
  }

  async run(): Promise<void> {
    for await (const message of this.#call.messages) {
      const packet = decodePacket(message);
      if (packet.kind === 'end' && this.#state === 'complete') return;
      await this.#take(packet);
    }
    throw new GrpcError(grpcStatus.unavailable, 'the sender left before it had sent all');
  }

  tell(packet: Packet): Promise<void> {
    return this.#call.send(encodePacket(packet));
  }

  async #take(packet: Packet): Promise<void> {
    const isListing = packet.kind === 'entry' || packet.kind === 'end-of-entries';
    if (isListing && this.#state !== 'listing') throw unsound('entries behind the last one');
    switch (packet.kind) {
      case 'entry':
        this.#addEntry(entryOf(packet.stat));
        break;
      case 'end-of-entries':
        this.#state = 'listed';
        break;
      case 'data':
        this.#addData(packet.id, packet.data);
        break;
      case 'error':
        throw new GrpcError(grpcStatus.unknown, `error from sender: ${packet.text}`);
      default:
        throw unsound(`a packet of kind ${packet.kind}`);
    }
    await this.#askForMore();
    if (this.#state === 'listed' && this.#requested.size === 0) await this.#complete();
  }

  #addEntry(entry: ContextEntry): void {
    const id = this.#entries++;
    const isDirectory = entry.type === 'directory';
    this.#order.add(isDirectory ? entry.name.slice(0, -1) : entry.name, isDirectory);
    if (entry.type === 'file' && entry.size > 0) this.#files.push({ id, entry });
    else this.#output.add(entry);
  }

  #addData(id: number, data: Uint8Array): void {
    const requested = this.#requested.get(id);
    if (requested === undefined) throw unsound(`a part of the file ${id}, which was not asked for`);
    const { entry } = requested;
    requested.file ??= this.#output.openFile(entry);
    if (data.length > 0) this.#output.writeFile(requested.file, data);
    const { written } = requested.file;
    if (written > entry.size || (data.length === 0 && written < entry.size)) {
      throw unsound(`${written} bytes of ${toText(entry.name)}, which should have ${entry.size}`);
    }
    if (data.length > 0) return;
    this.#output.finishFile(requested.file);
    this.#requested.delete(id);
  }

  async #askForMore(): Promise<void> {
    while (this.#requested.size < REQUEST_LIMIT) {
      const next = this.#files[this.#asked];
      if (next === undefined) return;
      this.#asked += 1;
      this.#requested.set(next.id, { entry: next.entry, file: undefined });
      await this.tell({ kind: 'request', id: next.id });
    }
  }

  async #complete(): Promise<void> {
    this.#state = 'complete';
    this.#output.complete();
    await this.tell({ kind: 'end' });
  }
}
