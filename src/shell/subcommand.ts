import { type Arguments, readArguments } from './arguments.ts';
import type { ShellWord } from './command.ts';

/** The words of a command that is told what to do by a word: `install`, its flags before and behind it, and what to install. */
export interface Subcommand extends Arguments {
  /** What is to be done: `install` of `apt-get -q install -y curl`. */
  readonly name: string;
}

/** Reads the words behind a command's name; `null` where no word says what to do. `valued` are the flags that take a value. */
export function readSubcommand(
  words: readonly ShellWord[],
  valued: readonly string[] = [],
): Subcommand | null {
  const { flags, operands } = readArguments(words, valued);
  const [first, ...rest] = operands;
  return first === undefined ? null : { name: first.value, flags, operands: rest };
}

/** Whether one of these flags is given; a letter stands for a short flag. */
export function isGiven({ flags }: Arguments, ...names: readonly string[]): boolean {
  return flags.some(({ name }) => names.includes(name));
}
