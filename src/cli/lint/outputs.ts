import { resolve } from 'node:path';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import type { FileReport, Reporter, Totals, View } from '../reporters/reporter.ts';
import { type Format, reporters } from '../reporters/reporters.ts';
import { createStyle } from '../style.ts';
import type { Sink } from './file-sink.ts';
import type { OutputPlan } from './output-plan.ts';

/** How outputs look. */
export interface Look {
  /** Whether standard output gets colour; files never do. */
  readonly color: boolean;
  readonly quiet: boolean;
  readonly pathInReport: string | undefined;
}

interface Output {
  readonly reporter: Reporter;
  readonly sink: Sink;
}

/** The reports of a run, each in its format at its place. */
export class Outputs {
  /** Those that are not ended. */
  #outputs: readonly Output[];

  private constructor(outputs: readonly Output[]) {
    this.#outputs = outputs;
  }

  /**
   * Opens all places before anything is linted. Throws a `UsageError` where two reports would go to one file, or the same one twice to standard output, an `OutputError` for a file
   * that cannot be written; then nothing is left behind.
   */
  static async open(plans: readonly OutputPlan[], look: Look, io: Io): Promise<Outputs> {
    refuseDoubles(plans, io.cwd);
    const opened: Output[] = [];
    let hasStdout = false;
    try {
      for (const { file, format } of plans) {
        const reporter = await createReporter(format, file, look, io);
        opened.push({ reporter, sink: await openSink(file, hasStdout, io) });
        hasStdout ||= file === undefined;
      }
    } catch (error) {
      discard(opened);
      throw error;
    }
    return new Outputs(opened);
  }

  /** Adds one file to all reports. */
  add(report: FileReport): void {
    for (const { reporter, sink } of this.#outputs) sink.write(reporter.file(report));
  }

  /** Ends all reports. */
  end(totals: Totals): void {
    for (const { reporter, sink } of this.#outputs) {
      sink.write(reporter.end(totals));
      sink.finish();
      this.#outputs = this.#outputs.slice(1);
    }
  }

  /** Ends no more: files stay as they were. */
  discard(): void {
    discard(this.#outputs);
  }
}

function discard(outputs: readonly Output[]): void {
  for (const { sink } of outputs) sink.discard();
}

function refuseDoubles(plans: readonly OutputPlan[], cwd: string): void {
  const files = plans.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const paths = files.map((file) => resolve(cwd, file));
  const double = files.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (double !== undefined) throw new UsageError(`two reports cannot both be written to ${double}`);
  const shown = plans.flatMap(({ file, format }) => (file === undefined ? [format] : []));
  const again = shown.find((format, index) => shown.indexOf(format) !== index);
  if (again !== undefined)
    throw new UsageError(`--format ${again} goes to standard output twice; ${again}:FILE goes to a file`);
}

async function openSink(file: string | undefined, hasStdout: boolean, io: Io): Promise<Sink> {
  if (file === undefined) return hasStdout ? lateOutput(io) : standardOutput(io);
  const { openFileSink } = await import('./file-sink.ts');
  return openFileSink(file, io.cwd);
}

function standardOutput({ stdout }: Io): Sink {
  return { write: (text) => stdout.write(text), finish: () => undefined, discard: () => undefined };
}

/** Of several reports on standard output each is whole: what comes later waits for the end. */
function lateOutput({ stdout }: Io): Sink {
  const texts: string[] = [];
  return {
    write: (text) => texts.push(text),
    finish: () => stdout.write(texts.join('')),
    discard: () => undefined,
  };
}

async function createReporter(
  format: Format | undefined,
  file: string | undefined,
  { color, pathInReport, quiet }: Look,
  { stdout }: Io,
): Promise<Reporter> {
  const create = await reporters[format ?? (stdout.isTerminal ? 'pretty' : 'compact')]();
  const isFile = file !== undefined;
  const columns = isFile ? 100 : Math.max(stdout.columns ?? 100, 40);
  const view: View = { style: createStyle(color && !isFile), columns, quiet, pathInReport };
  return create(view);
}
