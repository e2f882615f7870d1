import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, SentFile, ThreadSetup } from './lint-message.ts';

/** A batch that is to be linted, and who waits for what comes of it. */
export interface Task {
  readonly files: readonly SentFile[];
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/** How long a thread may take to end by itself, in milliseconds. */
const PATIENCE = 2000;

/** A thread that lints, one batch after the other. */
export class LintThread {
  readonly #worker: Worker;
  /** What it was given, the one at work first. */
  readonly #tasks: Task[] = [];
  readonly #onAnswer: () => void;
  readonly #onEnd: (left: readonly Task[]) => void;
  #isOver = false;
  /** Whether it was given something. */
  hasWorked = false;

  /** `onAnswer` hears of each answer, `onEnd` once of its end, with what it had not finished. */
  constructor(setup: ThreadSetup, onAnswer: () => void, onEnd: (left: readonly Task[]) => void) {
    this.#onAnswer = onAnswer;
    this.#onEnd = onEnd;
    this.#worker = new Worker(createRequire(import.meta.url).resolve('#lint-worker'), { workerData: setup });
    this.#worker.on('message', (answer: Answer) => this.#answer(answer));
    // It may end while nothing is asked of it, as for want of memory: an error that nobody hears of would end the process.
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('a thread that lints has ended')));
  }

  /** How many batches it has, the one at work included. */
  get load(): number {
    return this.#tasks.length;
  }

  give(task: Task): void {
    this.hasWorked = true;
    try {
      this.#worker.postMessage(task.files);
      this.#tasks.push(task);
    } catch (error) {
      task.reject(error);
    }
  }

  /** Ends it; at work, it breaks off and cleans up. */
  async close(): Promise<void> {
    if (this.load > 0) {
      const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
      this.#worker.postMessage(null);
      await Promise.race([ended, setTimeout(PATIENCE, undefined, { ref: false })]);
    }
    await this.#worker.terminate();
  }

  #answer(answer: Answer): void {
    this.#tasks.shift()?.resolve(answer);
    this.#onAnswer();
  }

  /** What it was at is lost, what it had not begun is not. */
  #end(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#worker.terminate();
    const [lost, ...left] = this.#tasks.splice(0);
    lost?.reject(error);
    this.#onEnd(left);
  }
}
