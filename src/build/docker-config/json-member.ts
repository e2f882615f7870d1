import { isRecord } from '../is-record.ts';

/** A member of a JSON object by its name, in whatever case, as Go finds it; of several the last. Undefined where there is none, or null. */
export function member(value: unknown, name: string): unknown {
  if (!isRecord(value)) return undefined;
  const wanted = name.toLowerCase();
  return Object.entries(value).findLast(([key]) => key.toLowerCase() === wanted)?.[1] ?? undefined;
}

/** The member if it is text that is not empty. */
export function textMember(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The names and values of a member that is an object; none where it is not. */
export function entriesOf(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  const found = member(value, name);
  return isRecord(found) ? Object.entries(found) : [];
}

/** The names and values of a member that is an object, as far as the values are text. */
export function textsOf(value: unknown, name: string): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(value, name).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}
