import type { Io } from '../../src/cli/io.ts';

/** An Io that keeps what is written, and can be interrupted. */
export class RecordingIo implements Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Io['env'];
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly #interruption = new AbortController();
  #stdout = '';
  #stderr = '';
  readonly stdout = this.#output((text) => {
    this.#stdout += text;
  });
  readonly stderr = this.#output((text) => {
    this.#stderr += text;
  });
  #onWrite = (): void => {};

  constructor(cwd: string, env: Io['env'] = {}, stdin: string | Uint8Array = '') {
    this.cwd = cwd;
    this.env = env;
    this.signal = this.#interruption.signal;
    this.stdin = (async function* () {
      yield Buffer.from(stdin);
    })();
  }

  /** Everything written to standard output so far. */
  get out(): string {
    return this.#stdout;
  }

  /** Everything written to standard error so far. */
  get err(): string {
    return this.#stderr;
  }

  /** As Ctrl-C does. */
  interrupt(): void {
    this.#interruption.abort();
  }

  /** Resolves when standard output holds the text. */
  async untilPrinted(text: string): Promise<void> {
    while (!this.#stdout.includes(text)) {
      await new Promise<void>((resolve) => {
        this.#onWrite = resolve;
      });
    }
  }

  #output(keep: (text: string) => void): Io['stdout'] {
    return {
      isTerminal: false,
      write: (chunk) => {
        keep(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        this.#onWrite();
      },
    };
  }
}
