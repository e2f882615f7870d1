import { addOutput, shorten } from './log-lines.ts';
import type { StepLog } from './step.ts';

/** How many lines are shown once more when the step has failed. */
const LAST = 10;

/** Output of a step that is printed line by line: what was not printed yet, and the last lines. */
export class PlainLog implements StepLog {
  /** Not printed yet, but for the first, of which a part may have been. */
  #lines: string[] = [];
  /** How much of the first line was printed. */
  #printed = 0;
  #isOpen = false;
  #last: string[] = [];

  /** The last lines, oldest first. */
  get last(): readonly string[] {
    return this.#isOpen ? [...this.#last, ...this.#lines].slice(-LAST) : this.#last;
  }

  write(text: string, seconds: number): void {
    this.#isOpen = addOutput(this.#lines, this.#isOpen, text, seconds);
  }

  /** What is to be printed, with a prefix for each line; a line that has not ended is left open. */
  take(prefix: string): string {
    const lines = this.#lines;
    const parts = lines.map((line, index) =>
      index === 0 && this.#printed > 0 ? line.slice(this.#printed) : `${prefix}${line}`,
    );
    const open = this.#isOpen ? lines.pop() : undefined;
    this.#last = [...this.#last, ...lines.slice(-LAST)].slice(-LAST);
    this.#lines = open === undefined ? [] : [shorten(open)];
    this.#printed = this.#lines[0]?.length ?? 0;
    return `${parts.join('\n')}${parts.length === 0 || this.#isOpen ? '' : '\n'}`;
  }

  /** Something else is printed now: gives the end of the line that is open, if there is one, which is begun anew the next time. */
  breakOff(): string {
    const isBroken = this.#isOpen && this.#printed > 0;
    this.#printed = 0;
    return isBroken ? '\n' : '';
  }

  /** No more is expected: as `breakOff`, and the line has ended. */
  end(): string {
    const rest = this.breakOff();
    this.#last = [...this.last];
    this.#lines = [];
    this.#isOpen = false;
    return rest;
  }
}
