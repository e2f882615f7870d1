/** An option of a rule: what a user may set, and what holds otherwise. */
export type OptionSpec =
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | {
      readonly type: 'map';
      readonly default: Readonly<Record<string, string>>;
      readonly description: string;
      /** The only values that an entry may have. */
      readonly choices?: readonly string[];
    };

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
