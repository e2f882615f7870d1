import type { Io } from './io.ts';
import { printable } from './printable.ts';

/** Says in one line on standard error what went wrong. */
export function printError(io: Pick<Io, 'stderr'>, message: string): void {
  io.stderr.write(errorLine(message));
}

/** What is said of something that went wrong. */
export function errorLine(message: string): string {
  return `dlint: ${printable(message)}\n`;
}
