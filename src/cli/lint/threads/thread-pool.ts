import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, LintServer, SentFile, ThreadSetup } from './lint-message.ts';

/** A batch that no thread has begun. */
interface Waiting {
  readonly files: readonly SentFile[];
  readonly settle: (answer: Promise<Answer>) => void;
}

/** Threads that lint, each one batch at a time, until the pool is closed. */
export class ThreadPool {
  readonly #setup: ThreadSetup;
  readonly #all = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(count: number, setup: ThreadSetup) {
    this.#setup = setup;
    // They load while the first files are read.
    for (let thread = 0; thread < count; thread++) this.#idle.push(this.#start());
  }

  /** How many threads there are. */
  get size(): number {
    return this.#all.size;
  }

  /** Lints a batch as soon as a thread is free. Throws where the thread breaks down. */
  lint(files: readonly SentFile[]): Promise<Answer> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return this.#ask(idle, files);
    return new Promise((settle) => this.#waiting.push({ files, settle }));
  }

  /** Has the batch that came last linted by somebody else, if no thread has begun with it. Gives whether there was one. */
  async help(serve: LintServer): Promise<boolean> {
    const last = this.#waiting.pop();
    if (last === undefined) return false;
    const answer = serve(last.files);
    last.settle(answer);
    // Whoever waits for the batch is told what went wrong.
    await answer.catch(() => undefined);
    return true;
  }

  /** Ends all threads; those at work break off and clean up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(
      [...this.#all].map((worker) => (this.#idle.includes(worker) ? worker.terminate() : end(worker))),
    );
  }

  async #ask(worker: Worker, files: readonly SentFile[]): Promise<Answer> {
    try {
      const answer = await ask(worker, files);
      this.#give(worker);
      return answer;
    } catch (error) {
      this.#replace(worker);
      throw error;
    }
  }

  #give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next.settle(this.#ask(worker, next.files));
  }

  /** One that broke down makes room for another. */
  #replace(worker: Worker): void {
    this.#forget(worker);
    void worker.terminate();
    if (!this.#isClosed) this.#give(this.#start());
  }

  #forget(worker: Worker): void {
    this.#all.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place !== -1) this.#idle.splice(place, 1);
  }

  #start(): Worker {
    const file = createRequire(import.meta.url).resolve('#lint-worker');
    const worker = new Worker(file, { workerData: this.#setup });
    this.#all.add(worker);
    // One may end while nothing is asked of it, as for want of memory: an error that nobody hears of would end the process, and what is
    // sent to the dead is never answered. What waits is then linted by the others, or by whoever helps.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
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

async function ask(worker: Worker, files: readonly SentFile[]): Promise<Answer> {
  const over = new AbortController();
  const { signal } = over;
  const answer = once(worker, 'message', { signal });
  const end = once(worker, 'exit', { signal }).then(() => {
    throw new Error('a thread that lints has ended');
  });
  try {
    worker.postMessage(files);
    const [message] = await Promise.race([answer, end]);
    return message;
  } finally {
    // What is not waited for any more is not heard of, either.
    for (const rest of [answer, end]) rest.catch(() => undefined);
    over.abort();
  }
}
