import { rules } from '../../../rules/index.ts';
import type { FileConfiguration } from '../../config/file-configuration.ts';
import { Exit, highest } from '../../exit.ts';
import type { Input } from '../../input/input.ts';
import { refuseBinary } from '../../input/refuse-binary.ts';
import type { Io } from '../../io.ts';
import { nextTurn } from '../../next-turn.ts';
import { reportOn, type Surroundings } from '../lint-file.ts';
import type { Linter, TakeReport } from '../linter.ts';
import { OwnLinter } from '../own-linter.ts';
import type { Answer, LintServer, Outcome, SentFile, ThreadSetup } from './lint-message.ts';
import { serveLint } from './serve-lint.ts';
import { ThreadPool } from './thread-pool.ts';

/** Fewer files are not worth a message; with more, some thread is left with many when all others are done. */
const BATCH = 8;

/** So many batches for each thread are on their way before this one stops to read and does something about them. */
const AHEAD = 32;

interface Waiting {
  readonly input: Input;
  readonly configuration: FileConfiguration;
}

interface Batch {
  readonly files: readonly Waiting[];
  readonly answer: Promise<Answer>;
}

/** Lints in threads, in small batches. This thread reads and reports, and lints where it would wait. */
export class ThreadLinter implements Linter {
  /** For files with rules of plugins, which are functions and cannot be sent. */
  readonly #own: OwnLinter;
  readonly #pool: ThreadPool;
  readonly #here: LintServer;
  readonly #threads: number;
  readonly #surroundings: Surroundings;
  readonly #io: Io;
  readonly #take: TakeReport;
  readonly #notes = new Set<string>();
  #exit: Exit = Exit.clean;
  #next: Waiting[] = [];
  #batches: readonly Batch[] = [];

  /** `threads` counts this one, too. */
  constructor(threads: number, setup: ThreadSetup, io: Io, take: TakeReport) {
    this.#own = new OwnLinter(setup.options, setup.surroundings, io, take);
    this.#pool = new ThreadPool(threads - 1, setup);
    this.#here = serveLint(setup, io.signal);
    this.#threads = threads;
    this.#surroundings = setup.surroundings;
    this.#io = io;
    this.#take = take;
    io.signal.addEventListener('abort', () => void this.close(), { once: true });
  }

  get exit(): Exit {
    return highest(this.#exit, this.#own.exit);
  }

  async add(input: Input, configuration: FileConfiguration): Promise<void> {
    refuseBinary(input);
    this.#next.push({ input, configuration });
    if (this.#next.length < BATCH) return;
    this.#send();
    while (this.#batches.length > AHEAD * this.#threads) await this.#deliver();
  }

  async flush(): Promise<void> {
    this.#send();
    while (this.#batches.length > 0) await this.#deliver();
    await this.close();
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  #send(): void {
    const files = this.#next;
    if (files.length === 0) return;
    this.#next = [];
    const answer = this.#pool.lint(files.filter(canBeSent).map(toSent));
    // It is waited for when its turn comes, and a rejection that nobody hears of ends the process.
    answer.catch(() => undefined);
    this.#batches = [...this.#batches, { files, answer }];
  }

  /** Hands on what came of the first batch. */
  async #deliver(): Promise<void> {
    const [batch, ...rest] = this.#batches;
    if (batch === undefined) return;
    this.#batches = rest;
    const outcomes = await this.#outcomes(batch);
    let sent = 0;
    for (const file of batch.files) {
      if (!canBeSent(file)) await this.#lintHere(file);
      else await this.#report(file, outcomes(sent++));
    }
  }

  /** What a batch came to, by the places of the files that were sent. */
  async #outcomes({ answer }: Batch): Promise<(place: number) => Outcome> {
    await this.#help(answer);
    try {
      const { exit, notes, outcomes } = await answer;
      this.#exit = highest(this.#exit, exit);
      for (const note of notes) this.#note(note);
      return (place) => outcomes[place] ?? { error: new Error('a thread gave no answer') };
    } catch (error) {
      return () => ({ error });
    }
  }

  /** Lints batches until the answer is there; between them, others that are free get theirs. */
  async #help(answer: Promise<Answer>): Promise<void> {
    let isThere = false;
    const note = (): void => {
      isThere = true;
    };
    answer.then(note, note);
    do await nextTurn();
    while (!(isThere || this.#io.signal.aborted) && (await this.#pool.help(this.#here)));
  }

  /** Each thread says what is to be said for itself. */
  #note(note: string): void {
    if (!this.#notes.has(note)) this.#io.stderr.write(note);
    this.#notes.add(note);
  }

  async #lintHere({ configuration, input }: Waiting): Promise<void> {
    await this.#own.add(input, configuration);
    await this.#own.flush();
  }

  async #report({ configuration, input }: Waiting, outcome: Outcome): Promise<void> {
    await this.#take(input.name, configuration, () => {
      if ('error' in outcome) throw outcome.error;
      return reportOn(input, configuration, outcome.diagnostics, this.#surroundings);
    });
  }
}

function canBeSent({ configuration }: Waiting): boolean {
  return configuration.rules === rules;
}

function toSent({ configuration, input: { bytes, name } }: Waiting): SentFile {
  const { rules: _, ...effective } = configuration;
  return { name, bytes, effective };
}
