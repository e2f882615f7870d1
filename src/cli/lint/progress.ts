import type { Io, Output } from '../io.ts';

/** How long nothing is shown, and how long a number stands, both in milliseconds. */
const PATIENCE = 1000;
const PACE = 100;

/** The time of a clock that nobody sets. (`performance` takes a while to load.) */
const milliseconds = (): number => Number(process.hrtime.bigint() / 1_000_000n);

/** How far a run is, for a person who waits at a terminal: a line on standard error that goes away. */
export class Progress {
  /** What the run writes to, so that the line is gone before. */
  readonly io: Io;
  readonly #terminal: Output | undefined;
  readonly #now: () => number;
  #total = 0;
  #done = 0;
  #next: number;
  #isShown = false;

  /** `now` tells the time in milliseconds. */
  constructor(io: Io, now: () => number = milliseconds) {
    this.#terminal = io.stderr.isTerminal ? io.stderr : undefined;
    this.io = this.#terminal === undefined ? io : this.#below(io);
    this.#now = now;
    this.#next = now() + PATIENCE;
  }

  /** So many files are to be done. */
  start(total: number): void {
    this.#total = total;
  }

  /** One more file is done. */
  step(): void {
    this.#done += 1;
    if (this.#terminal === undefined || this.#done >= this.#total) return;
    const time = this.#now();
    if (time < this.#next) return;
    this.#next = time + PACE;
    this.#isShown = true;
    this.#terminal.write(`\r${this.#done} of ${this.#total} files`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isShown) this.#terminal?.write('\r\u001B[K');
    this.#isShown = false;
  }

  #below(io: Io): Io {
    const { cwd, env, signal, stderr, stdout } = io;
    const clearing = (output: Output): Output => ({
      write: (chunk) => {
        this.clear();
        return output.write(chunk);
      },
      isTerminal: output.isTerminal,
      get columns() {
        return output.columns;
      },
    });
    return {
      // Standard input is not touched before it is read.
      get stdin() {
        return io.stdin;
      },
      stdout: clearing(stdout),
      stderr: clearing(stderr),
      env,
      cwd,
      signal,
    };
  }
}
