import { parseArgs } from 'node:util';
import { closest } from '../text/closest.ts';
import { parseGoBoolean } from '../word/go-number.ts';
import { type Arguments, type OptionSpec, type OptionSpecs, UsageError } from './command.ts';
import { spellOutFlags } from './short-flags.ts';

/** What a command line asks for. Help and version win over everything else, mistakes included. */
export type Request<Specs extends OptionSpecs = OptionSpecs> =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'run'; readonly args: Arguments<Specs> };

/** The options that every command has. */
export const standardOptions = {
  help: { type: 'flag', short: 'h', summary: 'Show this help' },
  version: { type: 'flag', short: 'v', summary: 'Show the version' },
} as const satisfies OptionSpecs;

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;
type Value = boolean | string | readonly string[] | undefined;

/**
 * Reads a command line by a command's option table. Options may stand before and behind operands, `--` ends them.
 * Throws a `UsageError` that names the option for what is unknown, repeated, without a value or not one of the choices.
 */
export function readCommandLine<Specs extends OptionSpecs>(
  argv: readonly string[],
  specs: Specs,
): Request<Specs> {
  const tokens = tokenize(argv, { ...specs, ...standardOptions });
  const asked = tokens.find((token) => isStandard(token) && isOn(token));
  if (asked?.kind === 'option') return { kind: asked.name === 'help' ? 'help' : 'version' };
  const operands = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value);
  // `collect` gives every option of the table the type that the table states, which the compiler cannot follow.
  const options = collect(tokens, specs) as Arguments<Specs>['options'];
  return { kind: 'run', args: { options, operands } };
}

function isStandard(token: Token): boolean {
  return token.kind === 'option' && Object.hasOwn(standardOptions, token.name);
}

/** Whether a flag is not switched off by `--name=false`. */
function isOn(token: Token): boolean {
  return token.kind === 'option' && (token.value === undefined || readBoolean(token.rawName, token.value));
}

function tokenize(argv: readonly string[], specs: OptionSpecs): readonly Token[] {
  const options = Object.entries(specs).map(([name, { type, short }]) => {
    const letter = short === undefined ? {} : { short };
    return [
      name,
      { type: takesNextWord(type) ? 'string' : 'boolean', multiple: true, ...letter } as const,
    ] as const;
  });
  const config = {
    args: [...spellOutFlags(argv, specs)],
    strict: false,
    tokens: true,
    options: Object.fromEntries(options),
  } as const;
  return parseArgs(config).tokens;
}

/** Whether a value may stand behind the option as a word of its own. */
function takesNextWord(type: OptionSpec['type']): boolean {
  return type === 'string' || type === 'strings';
}

function collect(tokens: readonly Token[], specs: OptionSpecs): Readonly<Record<string, Value>> {
  const values = new Map<string, Value>();
  let previous: OptionToken | undefined;
  for (const token of tokens) {
    if (token.kind !== 'option' || isStandard(token)) continue;
    const spec = specOf(token, previous, specs);
    previous = token;
    const before = values.get(token.name);
    if (before !== undefined && spec.type !== 'strings' && !spec.lastWins)
      throw new UsageError(`${token.rawName} is given twice`);
    values.set(token.name, read(token, spec, before));
  }
  return { ...notGiven(specs), ...Object.fromEntries(values) };
}

/** What options are of which a command line gives none. */
export function notGiven<Specs extends OptionSpecs>(specs: Specs): Arguments<Specs>['options'] {
  const values = Object.entries(specs).map(([name, spec]) => [name, absent(spec)]);
  return Object.fromEntries(values) as Arguments<Specs>['options'];
}

function specOf(token: OptionToken, previous: OptionToken | undefined, specs: OptionSpecs): OptionSpec {
  // An `=` without a value comes as another letter.
  if (token.rawName === '-=' && previous !== undefined) throw takesNoValue(previous);
  const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
  if (spec !== undefined) return spec;
  const isLong = token.rawName.startsWith('--');
  const near = isLong ? closest(token.name, Object.keys({ ...specs, ...standardOptions })) : null;
  throw new UsageError(`unknown option ${token.rawName}${near === null ? '' : `, did you mean --${near}?`}`);
}

function takesNoValue({ name, rawName }: OptionToken): UsageError {
  const long = rawName === `--${name}` ? '' : `; --${name}=true and --${name}=false are understood`;
  return new UsageError(`${rawName} takes no value${long}`);
}

function read(token: OptionToken, spec: OptionSpec, before: Value): Value {
  if (spec.type === 'flag') return token.value === undefined || readBoolean(token.rawName, token.value);
  return spec.type === 'optional' ? (token.value ?? 'true') : readValue(token, spec, before);
}

/** A truth value as docker reads it. Throws a UsageError that names the option, which is given with its dashes. */
export function readBoolean(option: string, text: string): boolean {
  const value = parseGoBoolean(text);
  if (value === null) throw new UsageError(`${option} is true or false, not '${text}'`);
  return value;
}

function readValue(token: OptionToken, spec: OptionSpec, before: Value): string | readonly string[] {
  if (token.value === undefined)
    throw new UsageError(`${token.rawName} needs a value (${spec.value ?? 'VALUE'})`);
  const isShort = token.inlineValue && !token.rawName.startsWith('--');
  // As for docker, a `=` alone is the value.
  const value = isShort && /^=./s.test(token.value) ? token.value.slice(1) : token.value;
  if (spec.choices !== undefined && !spec.choices.includes(value))
    throw invalidChoice(token, value, spec.choices);
  if (spec.type === 'string') return value;
  return Array.isArray(before) ? [...before, value] : [value];
}

function invalidChoice({ rawName }: OptionToken, value: string, choices: readonly string[]): UsageError {
  const near = closest(value, choices);
  const advice = near === null ? '' : `, did you mean '${near}'?`;
  return new UsageError(`${rawName} is one of ${choices.join(', ')}; not '${value}'${advice}`);
}

function absent(spec: OptionSpec): Value {
  switch (spec.type) {
    case 'flag':
      return spec.default ?? false;
    case 'strings':
      return [];
    case 'string':
    case 'optional':
      return undefined;
  }
}
