import { addOutput, shorten } from './log-lines.ts';
import type { StepLog } from './step.ts';
import { cleanLine, TerminalText } from './terminal-text.ts';

/** How many lines are kept for the case that the step fails, as nobody has seen them. */
const KEPT = 1000;

/** Output of a step that is shown on a terminal while it runs, a few lines of it, and as a whole when the step has failed. */
export class TtyLog implements StepLog {
  readonly #screen: TerminalText;
  #lines: string[] = [];
  #isOpen = false;
  #dropped = 0;
  /** Characters that came; the busiest steps are shown. */
  size = 0;
  /** How often it was shown; what is in sight stays there. */
  timesShown = 0;

  /** Shows at most so many lines while the step runs. */
  constructor(shownLines: number) {
    this.#screen = new TerminalText(shownLines);
  }

  /** The end of the output, as a terminal would show it. */
  get screen(): readonly string[] {
    return this.#screen.lines;
  }

  /** The last lines, oldest first, with a word about those that were not kept. */
  get last(): readonly string[] {
    const dropped = this.#dropped + Math.max(this.#lines.length - KEPT, 0);
    const note = `... ${dropped} lines before; --progress plain shows all`;
    return [...(dropped > 0 ? [note] : []), ...this.#lines.slice(-KEPT).map(cleanLine)];
  }

  write(text: string, seconds: number): void {
    this.size += text.length;
    this.#screen.write(text);
    this.#isOpen = addOutput(this.#lines, this.#isOpen, text, seconds);
    if (this.#isOpen) this.#lines.push(shorten(this.#lines.pop() ?? ''));
    if (this.#lines.length <= 2 * KEPT) return;
    this.#dropped += this.#lines.length - KEPT;
    this.#lines = this.#lines.slice(-KEPT);
  }

  /** The step is over and well: nobody will ask for what it printed. */
  forget(): void {
    this.#lines = [];
    this.#dropped = 0;
  }
}
