/** How many events may wait before whoever makes them has to wait. */
const WAITING_LIMIT = 64;

/** Hands events from those that make them to the one that reads them, in order, and holds back whoever is too fast. */
export class EventChannel<Event> {
  readonly #events: Event[] = [];
  #end: { readonly error: unknown } | 'ended' | undefined;
  #wakeReader = (): void => {};
  /** Those who wait for room. */
  readonly #writers: (() => void)[] = [];

  /** Whether everything so far was read. */
  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /** Adds an event; resolves when there is room for the next. */
  async send(event: Event): Promise<void> {
    this.sendNow(event);
    while (this.#events.length >= WAITING_LIMIT && this.#end === undefined) {
      await new Promise<void>((resolve) => this.#writers.push(resolve));
    }
  }

  /** Adds an event without waiting. */
  sendNow(event: Event): void {
    this.#events.push(event);
    this.#wakeReader();
  }

  /** No more events come; the reader gets the error, if there is one, behind the last of them. */
  end(failure?: { readonly error: unknown }): void {
    this.#end = failure ?? 'ended';
    this.#wakeReader();
    this.#wakeWriters();
  }

  /** The events until the end. */
  async *read(): AsyncGenerator<Event> {
    while (true) {
      for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
        this.#wakeWriters();
        yield event;
      }
      if (this.#end === 'ended') return;
      if (this.#end !== undefined) throw this.#end.error;
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }

  #wakeWriters(): void {
    for (const wake of this.#writers.splice(0)) wake();
  }
}
