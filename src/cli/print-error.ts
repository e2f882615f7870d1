import type { Io } from './io.ts';
import { printable } from './printable.ts';

/** Says in one line on standard error what went wrong. */
export function printError(io: Io, message: string): void {
  io.stderr.write(`dlint: ${printable(message)}\n`);
}
