import { StringDecoder } from 'node:string_decoder';
import type { Vertex, VertexLog, VertexStatus } from '../../build/index.ts';
import { type Interval, mergeIntervals } from './interval.ts';
import { cleanLine } from './terminal-text.ts';

/** What a display keeps of the output of a step. */
export interface StepLog {
  /** Takes what a command printed, `seconds` after its step began; lines may come in parts. */
  write(text: string, seconds: number): void;
}

/** What BuildKit ends the error of a step with that stopped because something else did. */
const CANCELLED = 'context canceled';

/** A step of a build as it is shown: a vertex with all that came about it, or the vertexes of a progress group as one. */
export class Step<Log extends StepLog> {
  readonly log: Log;
  /** Progress of single things that have begun, by its id, in order. */
  readonly statuses = new Map<string, VertexStatus>();
  /** What BuildKit warns of in this step; clean, as the name and the error are. */
  readonly warnings: string[] = [];
  /** On one line, without what would steer a terminal: it is text of the Dockerfile. */
  name = '';
  isCached = false;
  /** Why it failed; empty where it did not. */
  error = '';
  /** Whether it is of no interest (yet). */
  isHidden = false;
  /** How much came since it was last put aside, and since when: what decides whose turn it is. */
  activity = { count: 0, since: 0 };
  readonly #intervals = new Map<number, Interval>();
  #merged: readonly Interval[] = [];
  readonly #decoders = new Map<number, StringDecoder>();

  constructor(log: Log) {
    this.log = log;
  }

  /** When it ran, in order, without overlaps. */
  get intervals(): readonly Interval[] {
    return this.#merged;
  }

  get isStarted(): boolean {
    return this.#merged.length > 0;
  }

  /** When it was over, in milliseconds since 1970. */
  get completed(): number | undefined {
    return this.#merged.at(-1)?.stop;
  }

  get isCompleted(): boolean {
    return this.completed !== undefined;
  }

  get isRunning(): boolean {
    return this.isStarted && !this.isCompleted;
  }

  get isCancelled(): boolean {
    return this.error.endsWith(CANCELLED);
  }

  get isFailed(): boolean {
    return this.error !== '' && !this.isCancelled;
  }

  /** Takes the state of its vertex; tells whether something is new. Nothing is, before it begins. */
  update(vertex: Pick<Vertex, 'cached' | 'completed' | 'error' | 'name' | 'started'>): boolean {
    const { cached, started } = vertex;
    const [error, name] = [cleanLine(vertex.error), cleanLine(vertex.name)];
    // A vertex that has begun may be told once more as if it had not.
    if (this.isStarted && started === undefined) return false;
    const isRenamed = name !== this.name || cached !== this.isCached || error !== this.error;
    this.name = name;
    this.isCached = cached;
    this.error = error;
    return this.ran(vertex) || (isRenamed && started !== undefined);
  }

  /** Takes a time in which it ran; tells whether that is new. The same start with another end is the same time. */
  ran({ completed, started }: Pick<Vertex, 'completed' | 'started'>): boolean {
    if (started === undefined) return false;
    const interval = { start: started.milliseconds, stop: completed?.milliseconds };
    const known = this.#intervals.get(interval.start);
    if (known !== undefined && known.stop === interval.stop) return false;
    this.#intervals.set(interval.start, interval);
    this.#merged = mergeIntervals(this.#intervals.values());
    return true;
  }

  /** It stops now, as the build does. */
  cancel(now: number): void {
    this.error = CANCELLED;
    for (const { start, stop } of this.#intervals.values()) {
      if (stop === undefined) this.#intervals.set(start, { start, stop: Math.max(start, now) });
    }
    this.#merged = mergeIntervals(this.#intervals.values());
  }

  /** Takes output of its command. */
  write({ data, stream, timestamp }: VertexLog): void {
    const decoder = this.#decoders.get(stream) ?? new StringDecoder('utf8');
    this.#decoders.set(stream, decoder);
    const start = this.#merged.at(-1)?.start;
    const milliseconds = start === undefined || timestamp === undefined ? 0 : timestamp.milliseconds - start;
    this.log.write(decoder.write(Buffer.from(data)), milliseconds / 1000);
  }
}
