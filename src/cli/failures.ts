import { Exit, highest } from './exit.ts';
import { fail } from './fail.ts';
import type { Io } from './io.ts';

/** Takes down what goes wrong with single files, while the others go on. */
export class Failures {
  exit: Exit = Exit.clean;
  readonly #io: Io;
  readonly #reported = new Set<unknown>();

  constructor(io: Io) {
    this.#io = io;
  }

  /** Says what went wrong with a file. A mistake that many files share, as in their configuration, is one, and told once. */
  add(error: unknown, file: string): void {
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    this.exit = highest(this.exit, fail(error, this.#io, file));
  }
}
