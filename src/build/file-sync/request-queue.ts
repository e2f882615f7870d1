import { type GrpcCall, GrpcError, grpcStatus } from '../grpc/grpc-service.ts';
import { decodePacket } from './packet.ts';

/** The files that the receiver of a tree asks for, read as they come so that it never waits to ask. */
export class RequestQueue {
  readonly #ids: number[] = [];
  #end: 'ended' | { readonly error: unknown } | undefined;
  #wake = (): void => {};

  /** Begins to read. */
  constructor(call: GrpcCall) {
    readRequests(call, (id) => this.#add(id)).then(
      () => this.#finish('ended'),
      (error: unknown) => this.#finish({ error }),
    );
  }

  /** A file that was asked for already. Throws the GrpcError with which the receiver gave up. */
  takeNow(): number | undefined {
    const id = this.#ids.shift();
    if (id === undefined && typeof this.#end === 'object') throw this.#end.error;
    return id;
  }

  /** The next file, once it is asked for; undefined if the receiver has all it wants. Throws as `takeNow` does. */
  async take(): Promise<number | undefined> {
    while (this.#ids.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.takeNow();
  }

  #add(id: number): void {
    this.#ids.push(id);
    this.#wake();
  }

  #finish(end: 'ended' | { readonly error: unknown }): void {
    this.#end = end;
    this.#wake();
  }
}

/** Resolves when the receiver says that it has all. */
async function readRequests(call: GrpcCall, onRequest: (id: number) => void): Promise<void> {
  for await (const message of call.messages) {
    const packet = decodePacket(message);
    switch (packet.kind) {
      case 'request':
        onRequest(packet.id);
        break;
      case 'end':
        return;
      case 'error':
        throw new GrpcError(grpcStatus.unknown, `error from receiver: ${packet.text}`);
      default:
        throw new GrpcError(grpcStatus.invalidArgument, `the receiver sent a packet of kind ${packet.kind}`);
    }
  }
  throw new GrpcError(grpcStatus.unavailable, 'the receiver left before it had all');
}
