import { UsageError } from './command.ts';
import { ConfigError } from './config/config-error.ts';
import { Exit } from './exit.ts';
import { InputError } from './input/input.ts';
import type { Io } from './io.ts';
import { OutputError } from './output-error.ts';
import { printError } from './print-error.ts';

/**
 * Reports an error, each mistake of the user's in one line, and gives its exit code. What is not the user's doing is a mistake of dlint's: then `about` says
 * what it was busy with, and the stack follows if DLINT_DEBUG is set.
 */
export function fail(error: unknown, io: Io, about?: string): Exit {
  if (error instanceof UsageError || error instanceof InputError || error instanceof OutputError) {
    printError(io, error.message);
    return Exit.usage;
  }
  if (error instanceof ConfigError) {
    for (const line of error.lines) printError(io, line);
    return Exit.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  printError(io, `internal error: ${about === undefined ? message : `${about}: ${message}`}`);
  if (io.env.DLINT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`);
  return Exit.internal;
}
