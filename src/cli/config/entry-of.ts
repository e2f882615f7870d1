/** What a value of unknown shape has for a key of its own; undefined where there is nothing. */
export function entryOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value)).get(String(key))
    : undefined;
}
