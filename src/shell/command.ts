import type { Span } from '../text/span.ts';

/** A word of a command, as the shell would pass it on. */
export interface ShellWord {
  /** Without quotes; variables and substitutions stand as written. */
  readonly value: string;
  /** Whether nothing in it is expanded, so that `value` is what the command gets. */
  readonly isLiteral: boolean;
  readonly span: Span;
}

/** How a command comes to run. */
export interface CommandContext {
  /** The command that runs this one, such as `sudo` or `sh -c`; `null` where the shell runs it itself. */
  readonly wrapper: ShellCommand | null;
  /** The command whose output it gets through a pipe; `null` where it reads no pipe. */
  readonly pipedFrom: ShellCommand | null;
  /**
   * Whether it is one of the script's own sequence, as in `a && b; { c; }`: not of a pipeline, a subshell, a compound command,
   * a function or a substitution. What it does to the shell, such as `cd`, holds for those behind it.
   */
  readonly isMain: boolean;
}

/** One simple command somewhere in a script: also in `if`, loops, functions and `$(…)`. */
export interface ShellCommand extends CommandContext {
  /** What is run, without its folder: `apt-get` for `/usr/bin/apt-get`. */
  readonly name: string;
  /** The word that names it. */
  readonly nameWord: ShellWord;
  /** The words behind the name. */
  readonly words: readonly ShellWord[];
  /** From the name to the last word. */
  readonly span: Span;
}

/** Whether the shell itself runs the command, by its bare name: all that hadolint sees. */
export function isPlain({ name, nameWord, wrapper }: ShellCommand): boolean {
  return wrapper === null && nameWord.value === name;
}
