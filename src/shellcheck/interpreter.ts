import { programName } from '../shell/posix-shell.ts';

/** The languages that ShellCheck knows. It takes `ash` for dash before 0.10, for BusyBox's shell since. */
export type Dialect = 'sh' | 'dash' | 'ash' | 'bash' | 'ksh';

/** What reads a script. */
export interface Interpreter {
  readonly dialect: Dialect;
  /** The options it starts with that `set` takes too, such as `-e -o pipefail`. */
  readonly options: readonly string[];
}

/**
 * Reads program and arguments, as in SHELL or behind `#!`; another program may run the shell, as in `env bash`. `null` for what
 * ShellCheck cannot read, such as PowerShell.
 */
export function readInterpreter(words: readonly string[]): Interpreter | null {
  for (const [index, word] of words.entries()) {
    const dialect = dialectOf(programName(word));
    if (dialect !== null) return { dialect, options: setOptions(words.slice(index + 1)) };
  }
  return null;
}

function dialectOf(name: string): Dialect | null {
  switch (name) {
    case 'sh':
    case 'dash':
    case 'ash':
    case 'bash':
    case 'ksh':
      return name;
    case 'busybox':
      return 'ash';
    default:
      return null;
  }
}

const WITH_NAME = /^[-+][a-zA-Z]*o$/;
const LETTERS = /^([-+])([a-zA-Z]+)$/;
/** Of the letters that shells start with, those that are no option of `set`: command, interactive, login, read from standard input. */
const NOT_OF_SET = /[cilrsD]/g;

function setOptions(words: readonly string[]): readonly string[] {
  const options: string[] = [];
  for (const [index, word] of words.entries()) {
    const [, sign = '', letters = ''] = LETTERS.exec(word) ?? [];
    const kept = letters.replace(NOT_OF_SET, '');
    if (kept !== '') options.push(sign + kept);
    const name = words[index + 1];
    if (WITH_NAME.test(word) && name !== undefined && /^\w+$/.test(name)) options.push(name);
  }
  return options;
}
