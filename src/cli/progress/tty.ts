import type { SolveStatus } from '../../build/index.ts';
import type { Output } from '../io.ts';
import type { Clock } from './clock.ts';
import type { Colors } from './colors.ts';
import type { Outcome, View } from './display.ts';
import { failedSteps } from './failed-steps.ts';
import { wholeLines } from './log-lines.ts';
import { Trace } from './trace.ts';
import { drawFrame } from './tty-frame.ts';
import { TtyLog } from './tty-log.ts';

interface TtySettings {
  readonly clock: Clock;
  readonly terminal: Output;
  readonly colors: Colors;
  /** Lines of output below a step that runs. */
  readonly logLines: number;
  /** Who builds. */
  readonly title: string;
}

/** The size of a terminal that does not tell it, as BuildKit takes it. */
const COLUMNS = 80;
const ROWS = 10;

/** Around a frame: no cursor, and no line that goes on in the next. The terminal is as before between frames, whatever ends the process. */
const BEGIN = '\u001B[?25l\u001B[?7l';
const END = '\u001B[?7h\u001B[?25h';
const CLEAR_LINE = '\u001B[K';
const CLEAR_BELOW = '\u001B[J';

/** BuildKit's progress as lines that are drawn anew in their place. */
export class TtyView implements View {
  readonly #settings: TtySettings;
  readonly #trace: Trace<TtyLog>;
  /** How many lines were drawn, with the cursor below them. */
  #height = 0;

  constructor(settings: TtySettings) {
    this.#settings = settings;
    this.#trace = new Trace(settings.clock, () => new TtyLog(settings.logLines));
  }

  add(status: SolveStatus): void {
    this.#trace.add(status);
    for (const step of this.#trace.changes.keys()) {
      if (step.isCompleted && !step.isFailed) step.log.forget();
    }
    this.#trace.changes.clear();
  }

  print(text: string): void {
    const { terminal } = this.#settings;
    const wasDrawn = this.#height > 0;
    terminal.write(`${this.#toTop()}${CLEAR_BELOW}${wholeLines(text)}`);
    this.#height = 0;
    if (wasDrawn) this.refresh();
  }

  refresh(): void {
    this.#draw(undefined);
  }

  end(outcome: Outcome): void {
    if (outcome === 'cancelled') this.#trace.cancel();
    this.#draw(outcome);
    this.#settings.terminal.write(failedSteps(this.#trace.steps, ({ log }) => log.last));
    this.#height = 0;
  }

  /** Draws over what was drawn before. */
  #draw(outcome: Outcome | undefined): void {
    if (this.#trace.steps.length === 0) return;
    const { terminal } = this.#settings;
    const { columns = COLUMNS, rows = ROWS } = terminal;
    const { lines, logs } = drawFrame(this.#trace, { ...this.#settings, columns, rows, outcome });
    const text = lines.map((line) => `${line}${CLEAR_LINE}\n`).join('');
    terminal.write(`${BEGIN}${this.#toTop()}${text}${CLEAR_BELOW}${END}`);
    this.#height = lines.length;
    for (const log of logs) log.timesShown += 1;
  }

  /** Moves to the first line of what was drawn. */
  #toTop(): string {
    return this.#height === 0 ? '' : `\r\u001B[${this.#height}A`;
  }
}
