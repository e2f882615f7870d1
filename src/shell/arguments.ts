import type { ShellCommand, ShellWord } from './command.ts';

/** A flag of a command: one letter of `-yq`, or the name of `--name`. */
export interface ShellFlag {
  readonly name: string;
  /** Of `--name=value` and `-n=value`; of `--name value`, `-n value` and `-nvalue` where the flag is known to take one. */
  readonly value: string | null;
  /** The word it stands in. */
  readonly word: ShellWord;
}

/** What stands behind a command's name. */
export interface Arguments {
  readonly flags: readonly ShellFlag[];
  /** The words that are neither flags, nor their values, nor the `--` that ends the flags. */
  readonly operands: readonly ShellWord[];
}

/**
 * Sorts the words of a command as most programs do: flags may stand anywhere (POSIX, "Utility Syntax Guidelines", and GNU's long
 * options). `valued` are the names of the flags that take a value; a letter stands for a short flag.
 */
export function readArguments(words: readonly ShellWord[], valued: readonly string[] = []): Arguments {
  const flags: ShellFlag[] = [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; ) {
    const word = words[at] as ShellWord;
    if (word.value === '--') return { flags, operands: [...operands, ...words.slice(at + 1)] };
    const length = readFlags(word, words[at + 1], valued, flags);
    if (length === 0) operands.push(word);
    at += Math.max(length, 1);
  }
  return { flags, operands };
}

/** The words from the first operand on, for commands whose flags all stand before it. */
export function fromFirstOperand(
  words: readonly ShellWord[],
  valued: readonly string[],
): readonly ShellWord[] {
  for (let at = 0; at < words.length; ) {
    const word = words[at] as ShellWord;
    if (word.value === '--') return words.slice(at + 1);
    const length = readFlags(word, words[at + 1], valued, []);
    if (length === 0) return words.slice(at);
    at += length;
  }
  return [];
}

/** Adds the flags of a word to `flags`. Returns how many words they take: 2 where the next one is a value, 0 where there are none. */
function readFlags(
  word: ShellWord,
  next: ShellWord | undefined,
  valued: readonly string[],
  flags: ShellFlag[],
): 0 | 1 | 2 {
  const { value } = word;
  if (value.startsWith('--')) return readLongFlag(word, next, valued, flags);
  if (!value.startsWith('-') || value === '-') return 0;
  for (let at = 1; at < value.length; at++) {
    const name = value.charAt(at);
    const rest = value.slice(at + 1);
    if (rest.startsWith('=')) {
      flags.push({ name, value: rest.slice(1), word });
      return 1;
    }
    if (valued.includes(name)) {
      flags.push({ name, value: rest === '' ? (next?.value ?? null) : rest, word });
      return rest === '' ? 2 : 1;
    }
    flags.push({ name, value: null, word });
  }
  return 1;
}

function readLongFlag(
  word: ShellWord,
  next: ShellWord | undefined,
  valued: readonly string[],
  flags: ShellFlag[],
): 1 | 2 {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word.value) ?? [];
  if (value !== undefined || !valued.includes(name)) {
    flags.push({ name, value: value ?? null, word });
    return 1;
  }
  flags.push({ name, value: next?.value ?? null, word });
  return 2;
}

/** The names of a command's flags: `y` and `q` of `-yq`, `name` of `--name=value`. */
export function flagNames({ words }: ShellCommand): readonly string[] {
  return readArguments(words).flags.map(({ name }) => name);
}

/** Whether a command has one of these flags; a letter stands for a short flag. */
export function hasFlag(command: ShellCommand, ...names: readonly string[]): boolean {
  return flagNames(command).some((name) => names.includes(name));
}

/** The words that are neither flags nor the `--` that ends them. The value of a flag such as `-t stable` is among them. */
export function operands({ words }: ShellCommand): readonly ShellWord[] {
  return readArguments(words).operands;
}
