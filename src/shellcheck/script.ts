import type { MappedText } from '../text/mapped-text.ts';
import type { Dialect, Interpreter } from './interpreter.ts';
import type { Silence } from './silence.ts';

/** A script of a Dockerfile, ready to be checked. */
export interface Script {
  readonly dialect: Dialect;
  /** What ShellCheck reads: lines of ours, then the body. */
  readonly text: string;
  /** How many lines of ours there are. */
  readonly linesBefore: number;
  /** What the shell reads, with its places in the Dockerfile. */
  readonly body: MappedText;
  /** What comments of the Dockerfile ask not to report in here. */
  readonly silences: readonly Silence[];
}

/** What is known of a script besides its text. */
export interface Setting {
  readonly interpreter: Interpreter;
  /** The variables that are set when it runs. */
  readonly variables: Iterable<string>;
  readonly silences: readonly Silence[];
}

const NAME = /^[A-Za-z_]\w*$/;
const LEADING_COMMENTS = /^(?:[ \t]*(?:#.*)?\r?\n)*/;
const DIRECTIVE = /^[ \t]*#[ \t]*shellcheck[ \t].*$/gm;

/**
 * Puts in front of a script what ShellCheck has to know: the dialect, the options in force, the variables. That they are all set to
 * 1 means that nothing is said about their values: an unquoted `$PACKAGES` is no finding, as hadolint has it.
 */
export function createScript(body: MappedText, { interpreter, silences, variables }: Setting): Script {
  const { dialect, options } = interpreter;
  const assignments = [...variables].filter((name) => NAME.test(name)).sort();
  // Directives at the top hold for the whole script only if no command comes before them.
  const directives = LEADING_COMMENTS.exec(body.text)?.[0].match(DIRECTIVE) ?? [];
  const before = [`#!/bin/${dialect}`, ...directives.map((line) => line.trim())];
  if (assignments.length > 0) before.push(`export ${assignments.map((name) => `${name}=1`).join(' ')}`);
  if (options.length > 0) before.push(`set ${options.join(' ')}`);
  // The body's own `#!` would be one too many; it becomes a comment of the same length.
  const rest = body.text.replace(/^#!/, '##');
  return { dialect, text: `${before.join('\n')}\n${rest}\n`, linesBefore: before.length, body, silences };
}
