import type { Command, OptionSpec } from '../command.ts';
import { standardOptions } from '../command-line.ts';

/** What may stand in a place: some words, files, directories, or anything else. */
export type Candidates = readonly string[] | 'files' | 'directories' | 'anything';

/** An option as a shell sees it. */
export interface CompletableOption {
  /** Without the dashes. */
  readonly long: string;
  /** One letter, or `null`. */
  readonly short: string | null;
  readonly summary: string;
  /** What its value is called; `null` where it takes none, or only one behind a `=`. */
  readonly value: string | null;
  readonly values: Candidates;
  /** Whether it may be given more than once. */
  readonly repeats: boolean;
}

/** A command as a shell sees it. */
export interface Completable {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletableOption[];
  readonly operands: Candidates;
}

/** What shells need to know of the commands, `help` among them. */
export function completables(commands: readonly Command[]): readonly Completable[] {
  const help: Completable = {
    name: 'help',
    summary: 'Show the help of a command',
    options: [],
    operands: commands.map(({ name }) => name),
  };
  return [...commands.map(completable), help];
}

function completable({ name, summary, options, operands, operandValues }: Command): Completable {
  const shown = Object.entries<OptionSpec>({ ...options, ...standardOptions }).filter(
    ([, spec]) => !spec.hidden,
  );
  return {
    name,
    summary,
    options: shown.map(([long, spec]) => toOption(long, spec)),
    operands: operandValues ?? placeholderFor(operands),
  };
}

function toOption(
  long: string,
  { type, short, summary, value, choices, suggestions, lastWins }: OptionSpec,
): CompletableOption {
  const takesValue = type === 'string' || type === 'strings';
  return {
    long,
    short: short ?? null,
    summary,
    value: takesValue ? (value ?? 'VALUE') : null,
    values: choices ?? suggestions ?? placeholderFor(value ?? ''),
    repeats: type === 'strings' || lastWins === true,
  };
}

/** What a word in capitals stands for in help: `FILE`, `[PATH...]`. */
function placeholderFor(text: string): Candidates {
  if (/FILE|PATH/.test(text)) return 'files';
  return /DIR/.test(text) ? 'directories' : 'anything';
}
