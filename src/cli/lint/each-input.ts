import { checkPluginFlags } from '../config/check-plugin-flags.ts';
import type { Configuration } from '../config/configuration.ts';
import { describeConfiguration, type FileConfiguration } from '../config/file-configuration.ts';
import type { Failures } from '../failures.ts';
import { findInputs } from '../input/find-inputs.ts';
import { type Input, InputError } from '../input/input.ts';
import { readInputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import { OutputError } from '../output-error.ts';
import { printError } from '../print-error.ts';
import type { LintArguments } from './options.ts';

/** Does something with an input and what is configured for it. */
export type Visit = (input: Input, configured: FileConfiguration) => unknown;

/** What the inputs are, and what is needed to read them. */
export interface InputReading {
  readonly args: LintArguments;
  readonly configuration: Configuration;
  readonly failures: Failures;
  readonly io: Io;
}

/** What standard input is called unless it is told. */
const STDIN = '<stdin>';

/** What the operands stand for; some of it may turn out to be the same. */
export function inputsOf(
  { operands, options }: LintArguments,
  io: Io,
): Promise<readonly (string | InputError)[]> {
  const { exclude, 'stdin-filename': stdinName = STDIN } = options;
  return findInputs(operands, { exclude, stdinName }, io);
}

/** Does something with each input; what goes wrong with one is taken down, and the others follow. Throws a `UsageError` for rules that no plugin has. */
export async function eachInput(
  found: readonly (string | InputError)[],
  { args: { options }, configuration, failures, io }: InputReading,
  visit: Visit,
): Promise<void> {
  const { 'stdin-filename': stdinName = STDIN } = options;
  const names = found.flatMap((file) => (file instanceof InputError ? [] : file === '-' ? stdinName : file));
  await checkPluginFlags(options, names, configuration);
  for await (const input of readInputs(found, stdinName, io)) {
    try {
      if (input instanceof InputError) throw input;
      const configured = await configuration.of(input.name);
      if (options.verbose) printError(io, describeConfiguration(input.name, configured, io.cwd));
      await visit(input, configured);
    } catch (error) {
      if (io.signal.aborted || error instanceof OutputError) throw error;
      failures.add(error, input.name);
    }
  }
}
