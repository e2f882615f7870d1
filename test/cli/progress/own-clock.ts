import type { Clock } from '../../../src/cli/progress/clock.ts';

/** 2026-01-02T03:04:05Z in milliseconds. */
const BEGIN = 1_767_323_045_000;

/** A clock that a test moves on. */
export class OwnClock implements Clock {
  #now = BEGIN;
  readonly #timers = new Map<object, { readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = {};
    this.#timers.set(timer, { at: this.#now + milliseconds, action });
    return () => this.#timers.delete(timer);
  }

  /** Whether something waits. */
  get isWaitedFor(): boolean {
    return this.#timers.size > 0;
  }

  /** Moves on to so many seconds after the beginning; what waits until then happens in its time. */
  moveTo(seconds: number): void {
    const end = BEGIN + Math.round(seconds * 1000);
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const { at, action } = this.#timers.get(next) ?? { at: end, action: () => {} };
      this.#timers.delete(next);
      this.#now = at;
      action();
    }
    this.#now = end;
  }

  #next(end: number): object | undefined {
    const due = [...this.#timers].filter(([, { at }]) => at <= end);
    return due.sort(([, one], [, other]) => one.at - other.at)[0]?.[0];
  }
}
