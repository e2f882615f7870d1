import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of UTF-8 into lines; lines, and their characters, may come in parts. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  /** The line that has not ended. */
  #begun = '';

  /** Takes more bytes; gives the lines that have ended, without their line breaks. */
  push(bytes: Uint8Array): readonly string[] {
    const lines = (this.#begun + this.#decoder.write(Buffer.from(bytes))).split('\n');
    this.#begun = lines.pop() ?? '';
    return lines;
  }

  /** The line that has not ended, if there is one. */
  end(): readonly string[] {
    const rest = this.#begun + this.#decoder.end();
    this.#begun = '';
    return rest === '' ? [] : [rest];
  }
}
