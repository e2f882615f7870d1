import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Answer, SentFile, ThreadSetup } from './lint-message.ts';

/** Room for what a file leaves behind, in MiB: with the usual 16 a fifth of the time goes into collecting it. */
const YOUNG_GENERATION = 64;

/**
 * How long V8 11 (Node 20) lets code run before it optimises it, six times what it is by itself: in a run of seconds most of that work, which each
 * thread does anew, comes too late to pay. Later versions are slower to optimise themselves.
 */
const BUDGET = '--interrupt-budget=400000';

/** Threads that lint, each one batch at a time. They start when there is work, and end when the pool is closed. */
export class ThreadPool {
  readonly #setup: ThreadSetup;
  readonly #count: number;
  readonly #all = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
  #isClosed = false;

  constructor(count: number, setup: ThreadSetup) {
    this.#count = count;
    this.#setup = setup;
    if (process.versions.v8.startsWith('11.')) setFlagsFromString(BUDGET);
  }

  /** Lints a batch as soon as a thread is free. Throws where the thread breaks down. */
  async lint(files: readonly SentFile[]): Promise<Answer> {
    const worker = await this.#take();
    try {
      const answer = await ask(worker, files);
      this.#give(worker);
      return answer;
    } catch (error) {
      this.#replace(worker);
      throw error;
    }
  }

  /** Ends all threads; those at work break off and clean up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(
      [...this.#all].map((worker) => (this.#idle.includes(worker) ? worker.terminate() : end(worker))),
    );
  }

  #take(): Worker | Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size < this.#count) return this.#start();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next(worker);
  }

  /** One that broke down makes room for another. */
  #replace(worker: Worker): void {
    this.#all.delete(worker);
    const next = this.#isClosed ? undefined : this.#waiting.shift();
    next?.(this.#start());
  }

  #start(): Worker {
    const file = createRequire(import.meta.url).resolve('#lint-worker');
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION };
    const worker = new Worker(file, { workerData: this.#setup, resourceLimits });
    this.#all.add(worker);
    return worker;
  }
}

/** How long a thread may take to end by itself, in milliseconds. */
const PATIENCE = 2000;

async function end(worker: Worker): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage(null);
  await Promise.race([ended, setTimeout(PATIENCE, undefined, { ref: false })]);
  await worker.terminate();
}

function ask(worker: Worker, files: readonly SentFile[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('a thread that lints has ended')));
    worker.once('message', resolve);
    worker.postMessage(files);
  });
}
