import type { Configuration } from '../config/configuration.ts';
import type { FileConfiguration } from '../config/file-configuration.ts';
import { Exit, highest } from '../exit.ts';
import { Failures } from '../failures.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { Tally } from '../tally.ts';
import { eachInput, inputsOf } from './each-input.ts';
import type { Gate } from './gate.ts';
import type { Surroundings } from './lint-file.ts';
import type { TakeReport } from './linter.ts';
import { openLinter } from './open-linter.ts';
import type { LintArguments } from './options.ts';
import type { Outputs } from './outputs.ts';
import type { Progress } from './progress.ts';
import type { Sieve } from './sieve.ts';

/** What a run needs besides its arguments. */
export interface LintRunParts {
  readonly configuration: Configuration;
  readonly surroundings: Surroundings;
  /** How many threads at most; undefined is for dlint to decide. */
  readonly jobs: number | undefined;
  readonly sieves: readonly Sieve[];
  readonly outputs: Outputs;
  readonly gate: Gate;
  readonly progress: Progress;
}

/** One run over all files: each is read, linted, sifted, counted and reported, in this order and in the order of the files. */
export class LintRun {
  readonly #args: LintArguments;
  readonly #parts: LintRunParts;
  readonly #io: Io;
  readonly #failures: Failures;
  readonly #tally = new Tally();

  constructor(args: LintArguments, parts: LintRunParts) {
    this.#args = args;
    this.#parts = parts;
    this.#io = parts.progress.io;
    this.#failures = new Failures(this.#io);
  }

  /** Runs to the end, unless it is interrupted. Throws an `OutputError` where a report cannot be written. */
  async run(): Promise<Exit> {
    const { gate, outputs, progress, sieves } = this.#parts;
    const checked = await this.#lintAll();
    progress.clear();
    this.#io.signal.throwIfAborted();
    const isComplete = highest(this.#failures.exit, checked) === Exit.clean;
    outputs.end({ ...this.#tally, isComplete });
    this.#note(sieves.flatMap((sieve) => sieve.end()));
    return [this.#failures.exit, checked, gate.exit].reduce(highest);
  }

  /** Gives whether the scripts could be checked that had to be. */
  async #lintAll(): Promise<Exit> {
    const [args, io] = [this.#args, this.#io];
    const { configuration, jobs, progress, surroundings } = this.#parts;
    const inputs = await inputsOf(args, io);
    progress.start(inputs.length);
    const take: TakeReport = (name, configured, report) => this.#take(name, configured, report);
    const linter = await openLinter(inputs.length, jobs, { options: args.options, surroundings, io, take });
    try {
      const reading = { args, configuration, failures: this.#failures, io };
      await eachInput(inputs, reading, (input, configured) =>
        configured.isIgnored ? undefined : linter.add(input, configured),
      );
      io.signal.throwIfAborted();
      await linter.flush();
      return linter.exit;
    } finally {
      await linter.close();
    }
  }

  async #take(name: string, { threshold }: FileConfiguration, make: () => FileReport): Promise<void> {
    const report = await this.#sifted(name, make);
    this.#parts.progress.step();
    if (report === undefined) return;
    this.#tally.add(report.diagnostics);
    this.#parts.gate.add(report, threshold);
    this.#parts.outputs.add(report);
  }

  /** Undefined where something went wrong. */
  async #sifted(name: string, make: () => FileReport): Promise<FileReport | undefined> {
    try {
      let report = make();
      for (const sieve of this.#parts.sieves) report = { ...report, diagnostics: await sieve.sift(report) };
      return report;
    } catch (error) {
      if (this.#io.signal.aborted) throw error;
      this.#failures.add(error, name);
      return undefined;
    }
  }

  #note(notes: readonly string[]): void {
    if (this.#args.options.quiet) return;
    for (const note of notes) printError(this.#io, note);
  }
}
