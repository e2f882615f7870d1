import type { Exit } from './exit.ts';
import type { Io } from './io.ts';

/** One option of a command: the only table that parsing, help and error messages are made from. */
export interface OptionSpec {
  /** `optional` is a string whose value may be left out: `--sbom` is `--sbom=true`, and a value needs the `=`. */
  readonly type: 'flag' | 'string' | 'strings' | 'optional';
  /** One letter, for `-t`. */
  readonly short?: string;
  /** What the value is, in capitals, for help: `FILE`. Not for flags. */
  readonly value?: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  /** Values worth offering, where others are allowed too; for completion. */
  readonly suggestions?: readonly string[];
  readonly summary: string;
  /** For a flag that is on unless `--name=false` is given. */
  readonly default?: true;
  /** Of several, the last counts, as in docker's command line; without this a second one is a mistake. */
  readonly lastWins?: true;
  /** The heading in help that it stands under, if not `Options`. */
  readonly group?: string;
  /** Understood, but left out of help. */
  readonly hidden?: true;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The value an option has after parsing: `undefined` where it was not given (an empty list for `strings`). */
export type OptionValue<Spec extends OptionSpec> = Spec['type'] extends 'flag'
  ? boolean
  : Spec['type'] extends 'strings'
    ? readonly string[]
    : Spec['choices'] extends readonly string[]
      ? Spec['choices'][number] | undefined
      : string | undefined;

export interface Arguments<Specs extends OptionSpecs = OptionSpecs> {
  /** By long name, as in the table. */
  readonly options: { readonly [Name in keyof Specs]: OptionValue<Specs[Name]> };
  /** What is not an option, in order; a bare `-` is one of them. */
  readonly operands: readonly string[];
}

export interface Command<Specs extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  /** One line for `dlint --help`. */
  readonly summary: string;
  /** What the summary leaves open, for the command's own help. */
  readonly description?: string;
  /** What stands behind the options in the usage line: `PATH...`. */
  readonly operands: string;
  /** What an operand may be, where that is no file; for completion. */
  readonly operandValues?: readonly string[];
  readonly options: Specs;
  /** Command lines worth trying, each with what it does. */
  readonly examples?: readonly (readonly [line: string, does: string])[];
  /** Does the work. What a user got wrong is thrown as a `UsageError`. */
  run(args: Arguments<Specs>, io: Io): Promise<Exit>;
}

/** Declares a command; it exists for the types, which tie `run`'s arguments to the option table. */
export function defineCommand<const Specs extends OptionSpecs>(command: Command<Specs>): Command<Specs> {
  return command;
}

/** The command line cannot be carried out as given: printed as one line, exit code 2. */
export class UsageError extends Error {
  readonly code = 'USAGE';
  override readonly name = 'UsageError';
}
