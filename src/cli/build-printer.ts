import type { BuildEvent } from '../build/index.ts';
import { formatSize } from './format-size.ts';
import type { Io, Output } from './io.ts';
import { printError } from './print-error.ts';
import { printable } from './printable.ts';
import { StepPrinter } from './step-printer.ts';

/**
 * Shows a build: what the classic builder says on standard output as it comes; what dlint does itself on standard error, and BuildKit's
 * words, too, as standard output may be where an archive goes.
 */
export class BuildPrinter {
  readonly #io: Io;
  readonly #quiet: boolean;
  #address = '';
  #words: Output;
  #shownAt = 0;
  /** What a quiet build said, kept for the case that it fails. */
  readonly #held: string[] = [];
  readonly #steps = new StepPrinter((text) => this.#print(text));

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.#words = io.stdout;
    this.#quiet = quiet;
  }

  /** Shows one event. */
  show(event: BuildEvent): void {
    switch (event.kind) {
      case 'Connected':
        this.#address = event.address;
        if (event.builder === 'buildkit') this.#words = this.#io.stderr;
        return;
      case 'ContextProgress':
        return this.#showProgress(event.bytes);
      case 'ContextSent':
        return this.#sending(event.bytes, '\n');
      case 'SocketSkipped':
        return printError(this.#io, `${event.path} is a socket and was left out of the build context`);
      case 'Output':
        return this.#print(event.text);
      case 'Status':
        if (event.total === undefined)
          this.#print(`${event.id === undefined ? '' : `${event.id}: `}${event.text}\n`);
        return;
      case 'Progress':
        return this.#steps.add(event.status);
      case 'Warning':
        return printError(this.#io, `warning: ${event.text}`);
      case 'Built':
        if (event.imageId !== undefined) this.#io.stdout.write(`${event.imageId}\n`);
    }
  }

  /** Shows on standard error what a quiet build held back. */
  showHeld(): void {
    for (const text of this.#held) this.#io.stderr.write(text);
  }

  #print(text: string): void {
    if (this.#quiet) this.#held.push(text);
    else this.#words.write(text);
  }

  /** A terminal sees the size grow, ten times a second. */
  #showProgress(bytes: number): void {
    const now = performance.now();
    if (!this.#io.stderr.isTerminal || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    this.#sending(bytes, '\r');
  }

  #sending(bytes: number, end: string): void {
    if (this.#quiet) return;
    const clear = this.#io.stderr.isTerminal ? '\u001B[K' : '';
    const size = formatSize(bytes);
    this.#io.stderr.write(`Sending build context to ${printable(this.#address)}  ${size}${clear}${end}`);
  }
}
