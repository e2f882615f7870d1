import type { Diagnostic } from '../../diagnostic.ts';
import type { Configuration, FileConfiguration } from '../config/configuration.ts';
import { type Exit, highest } from '../exit.ts';
import { Failures } from '../failures.ts';
import type { Input } from '../input/input.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { LintQueue, type Parsed } from '../shellcheck/lint-queue.ts';
import { ScriptChecks } from '../shellcheck/script-checks.ts';
import { Tally } from '../tally.ts';
import { eachInput } from './each-input.ts';
import type { Gate } from './gate.ts';
import { lintFile, parseFile, type Surroundings } from './lint-file.ts';
import type { LintArguments } from './options.ts';
import type { Outputs } from './outputs.ts';
import type { Progress } from './progress.ts';
import type { Sieve } from './sieve.ts';

/** What a run needs besides its arguments. */
export interface LintRunParts {
  readonly configuration: Configuration;
  readonly surroundings: Surroundings;
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

  /** Runs to the end, unless it is interrupted. Throws an `InputError` where a report cannot be written. */
  async run(): Promise<Exit> {
    const { configuration, gate, outputs, progress, sieves, surroundings } = this.#parts;
    const checks = new ScriptChecks(this.#args.options, surroundings.assumptions, this.#io);
    const queue = new LintQueue<FileConfiguration>(checks, (file, external) => this.#lint(file, external));
    await eachInput(this.#args, configuration, this.#failures, this.#io, {
      start: (total) => progress.start(total),
      visit: (input, configured) => this.#visit(input, configured, queue),
    });
    await queue.flush();
    progress.clear();
    this.#io.signal.throwIfAborted();
    outputs.end(this.#tally);
    this.#note(sieves.flatMap((sieve) => sieve.end()));
    return [this.#failures.exit, checks.exit, gate.exit].reduce(highest);
  }

  async #visit(
    input: Input,
    configured: FileConfiguration,
    queue: LintQueue<FileConfiguration>,
  ): Promise<void> {
    if (!configured.isIgnored) await queue.add(parseFile(input, configured));
  }

  async #lint(file: Parsed<FileConfiguration>, external: readonly Diagnostic[]): Promise<void> {
    const report = await this.#reportOn(file, external);
    this.#parts.progress.step();
    if (report === undefined) return;
    this.#tally.add(report.diagnostics);
    this.#parts.gate.add(report, file.configuration.threshold);
    this.#parts.outputs.add(report);
  }

  /** Undefined where something went wrong. */
  async #reportOn(
    file: Parsed<FileConfiguration>,
    external: readonly Diagnostic[],
  ): Promise<FileReport | undefined> {
    try {
      let report = lintFile(file, external, this.#parts.surroundings);
      for (const sieve of this.#parts.sieves) report = { ...report, diagnostics: await sieve.sift(report) };
      return report;
    } catch (error) {
      if (this.#io.signal.aborted) throw error;
      this.#failures.add(error, file.name);
      return undefined;
    }
  }

  #note(notes: readonly string[]): void {
    if (this.#args.options.quiet) return;
    for (const note of notes) printError(this.#io, note);
  }
}
