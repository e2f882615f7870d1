/** An option of a rule: what a user may set, and what holds otherwise. */
export type OptionSpec = (
  | { readonly type: 'strings'; readonly default: readonly string[] }
  | { readonly type: 'string'; readonly default: string }
  | { readonly type: 'number'; readonly default: number }
  | { readonly type: 'boolean'; readonly default: boolean }
  | {
      readonly type: 'map';
      readonly default: Readonly<Record<string, string>>;
      /** The only values that an entry may have. */
      readonly choices?: readonly string[];
    }
) & {
  readonly description: string;
  /** The key of hadolint's configuration that sets this option. */
  readonly hadolint?: HadolintOptionKey;
};

/** What hadolint's configuration sets for rules of its own: a list, a map and a flag. */
export type HadolintOptionKey = 'trustedRegistries' | 'label-schema' | 'strict-labels';

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

interface ValueOf {
  readonly strings: readonly string[];
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly map: Readonly<Record<string, string>>;
}

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
