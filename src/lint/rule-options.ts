/** What the value of an option may be. */
export const optionTypes = ['strings', 'string', 'number', 'boolean', 'map'] as const;

type OptionType = (typeof optionTypes)[number];

interface ValueOf extends Record<OptionType, unknown> {
  readonly strings: readonly string[];
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly map: Readonly<Record<string, string>>;
}

interface SpecOf<Type extends OptionType> {
  readonly type: Type;
  readonly default: ValueOf[Type];
  readonly description: string;
  /** The only values that an entry of a map may have. */
  readonly choices?: Type extends 'map' ? readonly string[] : never;
  /** The key of hadolint's configuration that sets this option. */
  readonly hadolint?: HadolintOptionKey;
}

/** An option of a rule: what a user may set, and what holds otherwise. */
export type OptionSpec = { readonly [Type in OptionType]: SpecOf<Type> }[OptionType];

/** What hadolint's configuration sets for rules of its own: a list, a map and a flag. */
export type HadolintOptionKey = 'trustedRegistries' | 'label-schema' | 'strict-labels';

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export type OptionValues<O extends OptionSpecs> = { readonly [Name in keyof O]: ValueOf[O[Name]['type']] };

/** The values of a rule's options: what the user set, checked before it comes here, over the defaults. */
export function optionValues<O extends OptionSpecs>(
  specs: O,
  given: Readonly<Record<string, unknown>> = {},
): OptionValues<O> {
  const entries = Object.entries(specs).map(([name, spec]) => [name, given[name] ?? spec.default] as const);
  // Each default has the type that its spec names, and what was given has been checked against the spec.
  return Object.fromEntries(entries) as OptionValues<O>;
}
