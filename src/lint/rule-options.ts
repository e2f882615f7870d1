/** An option of a rule: what a user may set, and what holds otherwise. */
export type OptionSpec =
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'number'; readonly default: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

interface ValueOf {
  readonly strings: readonly string[];
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

export type OptionValues<O extends OptionSpecs> = { readonly [Name in keyof O]: ValueOf[O[Name]['type']] };

/** The values that hold where nothing is set. */
export function defaultOptions<O extends OptionSpecs>(specs: O): OptionValues<O> {
  const entries = Object.entries(specs).map(([name, spec]) => [name, spec.default] as const);
  // Each default has the type that its spec names.
  return Object.fromEntries(entries) as OptionValues<O>;
}
