/** A parameter of a request; of several values, each is sent. Not sent are undefined, an empty text and an empty list. */
export type Parameter = readonly [name: string, value: string | readonly string[] | undefined];

/** `1`, or nothing. */
export function flag(isSet: boolean | undefined): string | undefined {
  return isSet ? '1' : undefined;
}

/** A JSON array, or nothing if there is nothing in it. */
export function encodeList(values: readonly unknown[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : JSON.stringify(values);
}
