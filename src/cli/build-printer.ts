import type { BuildEvent, Connected, Status } from '../build/index.ts';
import type { Progress } from './build/progress-option.ts';
import { UsageError } from './command.ts';
import type { Io, Output } from './io.ts';
import { errorLine } from './print-error.ts';
import { printable } from './printable.ts';
import { type Clock, systemClock } from './progress/clock.ts';
import type { Display, Outcome } from './progress/display.ts';
import { wholeLines } from './progress/log-lines.ts';
import { openDisplay } from './progress/open-display.ts';
import { Upload } from './progress/upload.ts';

/**
 * Shows a build: what the classic builder says on standard output as it comes; what dlint does itself on standard error, and BuildKit's
 * words, too, as standard output may be where an archive goes.
 */
export class BuildPrinter {
  readonly #io: Io;
  readonly #progress: Progress;
  readonly #clock: Clock;
  readonly #upload: Upload;
  #address = '';
  #display: Display | undefined;
  #words: Output;
  /** Whether the line that was written last goes on. */
  #isOpen = false;
  /** Whether there is something to see for a person. */
  #isVisible: boolean;
  /** Whether steps are shown already, so that the upload is no news. */
  #hasBegun = false;
  /** What a quiet build said, kept for the case that it fails. */
  readonly #held: string[] = [];

  constructor(io: Io, progress: Progress, clock: Clock = systemClock) {
    this.#io = io;
    this.#progress = progress;
    this.#clock = clock;
    this.#upload = new Upload(io.stderr, clock);
    this.#words = io.stdout;
    this.#isVisible = progress.mode !== 'quiet' && progress.mode !== 'none';
  }

  /** Shows one event. Throws a UsageError where the builder is not the one that was asked for. */
  show(event: BuildEvent): void {
    switch (event.kind) {
      case 'Connected':
        return this.#connect(event);
      case 'ContextProgress':
        if (this.#isVisible && !this.#hasBegun) this.#upload.progress(this.#address, event.bytes);
        return;
      case 'ContextSent':
        if (this.#isVisible) this.#note(this.#upload.end(this.#address, event.bytes));
        return;
      case 'SocketSkipped':
        return this.#tell(`${event.path} is a socket and was left out of the build context`);
      case 'Output':
        return this.#print(event.text);
      case 'Status':
        return this.#showStatus(event);
      case 'Progress':
        this.#begin();
        return this.#display?.add(event.status);
      case 'Warning':
        return this.#tell(`warning: ${event.text}`);
      case 'Built':
        return this.#finish(event.imageId);
    }
  }

  /** Shows what is not shown yet, as the build is over; must be called before anything else is written. */
  end(outcome: Outcome): void {
    if (this.#isOpen) this.#words.write('\n');
    this.#isOpen = false;
    this.#io.stderr.write(this.#upload.clear());
    this.#display?.end(outcome);
    this.#display = undefined;
  }

  /** Shows on standard error what a quiet build held back. */
  showHeld(): void {
    if (this.#held.length > 0) this.#io.stderr.write(wholeLines(this.#held.join('')));
  }

  #connect({ address, builder }: Connected): void {
    this.#address = address;
    const { mode, needsBuildKit } = this.#progress;
    if (builder === 'classic') {
      if (!needsBuildKit) return;
      throw new UsageError(
        `progress of kind ${mode} is BuildKit's, and the daemon at ${address} builds with the classic builder`,
      );
    }
    this.#words = this.#io.stderr;
    if (mode === 'quiet' || mode === 'none') return;
    this.#isVisible = mode !== 'rawjson';
    this.#display = openDisplay(mode, printable(address), this.#io, this.#clock);
  }

  #showStatus({ id, text, total }: Status): void {
    if (total === undefined) this.#print(`${id === undefined ? '' : `${id}: `}${text}\n`);
  }

  /** Steps are shown from now on. */
  #begin(): void {
    if (!this.#hasBegun) this.#io.stderr.write(this.#upload.clear());
    this.#hasBegun = true;
  }

  #finish(imageId: string | undefined): void {
    this.end('built');
    if (imageId !== undefined && this.#progress.mode !== 'none')
      this.#io.stdout.write(`${printable(imageId)}\n`);
  }

  /** Shows what the daemon says in words. */
  #print(text: string): void {
    if (this.#progress.mode === 'quiet') this.#held.push(text);
    else if (!this.#isVisible) return;
    else if (this.#display === undefined) this.#write(text);
    else this.#display.print(text);
  }

  #write(text: string): void {
    this.#words.write(text);
    if (text !== '') this.#isOpen = !text.endsWith('\n');
  }

  /** Shows a line of dlint's own on standard error. */
  #note(line: string): void {
    if (this.#display === undefined) this.#io.stderr.write(`${this.#upload.clear()}${line}`);
    else this.#display.print(`${this.#upload.clear()}${line}`);
  }

  #tell(message: string): void {
    this.#note(errorLine(message));
  }
}
