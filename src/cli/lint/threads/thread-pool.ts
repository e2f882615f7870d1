import type { Answer, LintServer, SentFile, ThreadSetup } from './lint-message.ts';
import { LintThread, type Task } from './lint-thread.ts';

/** With some batches at hand, a thread need not wait until this one has time to give it more. */
const BATCHES_AT_HAND = 4;

/** Threads that lint, until the pool is closed. */
export class ThreadPool {
  readonly #setup: ThreadSetup;
  readonly #threads = new Set<LintThread>();
  /** What no thread has yet. */
  readonly #waiting: Task[] = [];
  #isClosed = false;

  constructor(count: number, setup: ThreadSetup) {
    this.#setup = setup;
    // They load while the first files are read.
    for (let thread = 0; thread < count; thread++) this.#start();
  }

  /** How many threads there are. */
  get size(): number {
    return this.#threads.size;
  }

  /** Lints a batch as soon as a thread is free. Throws where the thread breaks down. */
  lint(files: readonly SentFile[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ files, resolve, reject });
      this.#deal();
    });
  }

  /** Has the batch that came last linted by somebody else, if no thread has it. Gives whether there was one. */
  async help(serve: LintServer): Promise<boolean> {
    const task = this.#waiting.pop();
    if (task === undefined) return false;
    const answer = serve(task.files);
    task.resolve(answer);
    // Whoever waits for the batch is told what went wrong.
    await answer.catch(() => undefined);
    return true;
  }

  /** Ends all threads; what waits is not linted any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.close()));
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the threads that lint were closed'));
  }

  /** Gives what waits to those that have least. */
  #deal(): void {
    for (let thread = this.#freest(); thread !== undefined; thread = this.#freest()) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      thread.give(task);
    }
  }

  /** The thread that has least, if it may have more. */
  #freest(): LintThread | undefined {
    const [first] = [...this.#threads].sort((one, other) => one.load - other.load);
    return first !== undefined && first.load < BATCHES_AT_HAND ? first : undefined;
  }

  #start(): void {
    const thread: LintThread = new LintThread(
      this.#setup,
      () => this.#deal(),
      (left) => this.#end(thread, left),
    );
    this.#threads.add(thread);
  }

  /** One that broke down over a batch makes room for another; without any, what waits is for whoever helps. */
  #end(thread: LintThread, left: readonly Task[]): void {
    this.#threads.delete(thread);
    this.#waiting.unshift(...left);
    if (this.#isClosed) return;
    if (thread.hasWorked) this.#start();
    this.#deal();
  }
}
