import {
  type Configuration,
  describeConfiguration,
  type FileConfiguration,
} from '../config/configuration.ts';
import type { Failures } from '../failures.ts';
import { findInputs } from '../input/find-inputs.ts';
import { type Input, InputError } from '../input/input.ts';
import { readInputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import type { LintArguments } from './options.ts';

/** What is done with an input. */
export interface InputVisitor {
  /** So many inputs come; some of them may turn out to be the same. */
  start?(total: number): void;
  visit(input: Input, configured: FileConfiguration): unknown;
}

/** What standard input is called unless it is told. */
const STDIN = '<stdin>';

/** Does something with each input and what is configured for it; what goes wrong with one is taken down, and the others follow. */
export async function eachInput(
  { operands, options }: LintArguments,
  configuration: Configuration,
  failures: Failures,
  io: Io,
  visitor: InputVisitor,
): Promise<void> {
  const { exclude, 'stdin-filename': stdinName = STDIN } = options;
  const found = await findInputs(operands, { exclude, stdinName }, io);
  visitor.start?.(found.length);
  for await (const input of readInputs(found, stdinName, io)) {
    try {
      if (input instanceof InputError) throw input;
      const configured = await configuration.of(input.name);
      if (options.verbose)
        io.stderr.write(`dlint: ${describeConfiguration(input.name, configured, io.cwd)}\n`);
      await visitor.visit(input, configured);
    } catch (error) {
      if (io.signal.aborted) throw error;
      failures.add(error, input.name);
    }
  }
}
