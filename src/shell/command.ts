import type { Span } from '../text/span.ts';

/** A word of a command, as the shell would pass it on. */
export interface ShellWord {
  /** Without quotes; variables and substitutions stand as written. */
  readonly value: string;
  /** Whether nothing in it is expanded, so that `value` is what the command gets. */
  readonly isLiteral: boolean;
  readonly span: Span;
}

/** One simple command somewhere in a script: also in `if`, loops, functions and `$(…)`. */
export interface ShellCommand {
  /** What is run, without its folder: `apt-get` for `/usr/bin/apt-get`. */
  readonly name: string;
  /** The word that names it. */
  readonly nameWord: ShellWord;
  /** The words behind the name. */
  readonly words: readonly ShellWord[];
  /** The command that runs this one, such as `sudo`; `null` where the shell runs it itself. */
  readonly wrapper: ShellCommand | null;
  /** From the name to the last word. */
  readonly span: Span;
}

/** The names of a command's flags: `y` and `q` of `-yq`, `name` of `--name=value`. */
export function flagNames({ words }: ShellCommand): readonly string[] {
  return words.flatMap(({ value }) => {
    if (value === '-' || value === '--' || !value.startsWith('-')) return [];
    if (value.startsWith('--')) return [value.slice(2).replace(/=.*$/s, '')];
    return [...value.slice(1).replace(/=.*$/s, '')];
  });
}

/** Whether a command has one of these flags; a letter stands for a short flag. */
export function hasFlag(command: ShellCommand, ...names: readonly string[]): boolean {
  return flagNames(command).some((name) => names.includes(name));
}

/** The words that are neither flags nor the `--` that ends them. The value of a flag such as `-t stable` is among them. */
export function operands({ words }: ShellCommand): readonly ShellWord[] {
  const end = words.findIndex(({ value }) => value === '--');
  return words.filter(
    ({ value }, index) => index !== end && ((end !== -1 && index > end) || !/^-./.test(value)),
  );
}
