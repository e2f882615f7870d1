import type { Configuration } from '../config/configuration.ts';
import type { Exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { printError } from '../print-error.ts';
import { Gate, readWholeNumber } from './gate.ts';
import { LintRun } from './lint-run.ts';
import type { LintArguments } from './options.ts';
import { Outputs } from './outputs.ts';
import { Progress } from './progress.ts';
import { readSurroundings } from './read-surroundings.ts';
import { readLook, readPlans } from './run-settings.ts';
import type { Sieve } from './sieve.ts';
import { openSieves } from './sieves.ts';

/**
 * Lints what the operands name and reports it; `last` sees what is left behind all other sieves. Throws where the run as a whole cannot
 * be: for options that do not fit, and for reports that cannot be written; then their files are as they were.
 */
export async function runLint(
  args: LintArguments,
  configuration: Configuration,
  io: Io,
  last?: Sieve,
): Promise<Exit> {
  const { options } = args;
  const maxWarnings = readWholeNumber('max-warnings', options['max-warnings'], 0);
  const jobs = readWholeNumber('jobs', options.jobs, 1);
  const settings = await configuration.ofRun();
  const { warning } = configuration;
  if (warning !== undefined && !options.quiet) printError(io, warning);
  const plans = readPlans(options, settings);
  const look = readLook(options, settings, io);
  const verbose = options.verbose || settings.verbose === true;
  const progress = new Progress(io);
  const parts = {
    configuration,
    jobs,
    surroundings: readSurroundings(options, io),
    sieves: [...(await openSieves(args, io)), ...(last === undefined ? [] : [last])],
    gate: new Gate(maxWarnings, plans),
    progress,
  };
  const outputs = await Outputs.open(plans, look, progress.io);
  try {
    return await new LintRun({ ...args, options: { ...options, verbose } }, { ...parts, outputs }).run();
  } catch (error) {
    progress.clear();
    outputs.discard();
    throw error;
  }
}
