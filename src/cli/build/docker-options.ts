import type { OptionSpecs } from '../command.ts';

/** Options that behave as docker's do: one that is given twice has its last value. */
export function asDocker<const Specs extends OptionSpecs>(group: string, specs: Specs): Specs {
  const entries = Object.entries(specs).map(([name, spec]) => [name, { ...spec, group, lastWins: true }]);
  // The same names with the same kinds of values; only what the types do not show was added.
  return Object.fromEntries(entries) as Specs;
}
