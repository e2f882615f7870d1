/** Takes a stream of bytes in pieces of wanted sizes; whatever the chunks are that it comes in. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array();

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    const parts = [this.#waiting];
    for (let have = this.#waiting.length; have < length; ) {
      const next = await this.#chunks.next();
      if (next.done) break;
      parts.push(next.value);
      have += next.value.length;
    }
    this.#waiting = parts.length === 1 ? this.#waiting : Buffer.concat(parts);
    return this.#waiting.subarray(0, length);
  }

  /** The next bytes; fewer only at the end. */
  async read(length: number): Promise<Uint8Array> {
    const bytes = await this.peek(length);
    this.#waiting = this.#waiting.subarray(bytes.length);
    return bytes;
  }

  /** The next bytes as they come, all that are left if no length is given; fewer only at the end. */
  async *pass(length = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      if (this.#waiting.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) return;
        this.#waiting = next.value;
      }
      const bytes = this.#waiting.subarray(0, left);
      this.#waiting = this.#waiting.subarray(bytes.length);
      left -= bytes.length;
      yield bytes;
    }
  }

  /** Gives up the rest, so that whoever makes the stream can clean up. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
