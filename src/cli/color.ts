import { type OptionSpecs, UsageError } from './command.ts';
import type { Io } from './io.ts';

/** The options by which a command line decides about colour. */
export const colorOptions = {
  color: { type: 'flag', summary: 'Colour the output even where it is not a terminal' },
  'no-color': { type: 'flag', summary: 'Never colour the output' },
} as const satisfies OptionSpecs;

/** Whether standard output gets colour: the options decide, else FORCE_COLOR, else NO_COLOR, else whether it is a terminal. */
export function wantsColor(
  options: { readonly color: boolean; readonly 'no-color': boolean },
  io: Pick<Io, 'env' | 'stdout'>,
): boolean {
  if (options.color && options['no-color']) throw new UsageError('--color and --no-color exclude each other');
  if (options.color || options['no-color']) return options.color;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = io.env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return io.stdout.isTerminal && terminal !== 'dumb';
}
