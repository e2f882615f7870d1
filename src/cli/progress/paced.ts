import type { SolveStatus } from '../../build/index.ts';
import type { Io } from '../io.ts';
import type { Clock } from './clock.ts';
import type { Display, Outcome, View } from './display.ts';

/** How often a view is refreshed at most, and how long after the last change it is refreshed again; both in milliseconds. */
interface Pace {
  readonly least: number;
  readonly pause: number;
}

/** BuildKit's pace, or that of TTY_DISPLAY_RATE (milliseconds). */
export function paceOf({ TTY_DISPLAY_RATE: rate }: Io['env']): Pace {
  const milliseconds = /^\d{1,9}$/.test(rate ?? '') ? Number(rate) : 0;
  return milliseconds > 0 ? { least: milliseconds, pause: milliseconds } : { least: 100, pause: 150 };
}

/** Refreshes a view when something has changed, but not too often, and while nothing changes, since time goes on. */
export class PacedDisplay implements Display {
  readonly #view: View;
  readonly #clock: Clock;
  readonly #pace: Pace;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #stopWaiting = (): void => {};
  #isOver = false;

  constructor(view: View, clock: Clock, pace: Pace) {
    this.#view = view;
    this.#clock = clock;
    this.#pace = pace;
  }

  add(status: SolveStatus): void {
    this.#view.add(status);
    if (this.#clock.now() - this.#refreshedAt >= this.#pace.least) this.#refresh();
    this.#wait();
  }

  print(text: string): void {
    this.#view.print(text);
  }

  end(outcome: Outcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWaiting();
    this.#view.end(outcome);
  }

  #refresh(): void {
    this.#refreshedAt = this.#clock.now();
    this.#view.refresh();
  }

  #wait(): void {
    this.#stopWaiting();
    if (this.#isOver) return;
    this.#stopWaiting = this.#clock.after(this.#pace.pause, () => {
      this.#refresh();
      this.#wait();
    });
  }
}
