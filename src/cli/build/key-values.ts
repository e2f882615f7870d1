import { cut } from '../../model/cut.ts';
import { readCsvRecord } from '../../word/csv-record.ts';
import { UsageError } from '../command.ts';

/**
 * A value such as `type=local,dest=out` by its keys, in lower case; a comma within a value needs quotes around the field. Throws a UsageError
 * that names the option, but not the other fields, as those of a cache may have credentials.
 */
export function readKeyValues(option: string, text: string): ReadonlyMap<string, string> {
  const fields = readCsvRecord(text);
  if (!fields.ok) throw new UsageError(`--${option} cannot be read: ${fields.words}`);
  return new Map(
    fields.value.map(({ value: field }) => {
      if (!field.includes('=')) throw new UsageError(`--${option}: '${field}' is not KEY=VALUE`);
      const [key, value = ''] = cut(field, '=');
      return [key.trim().toLowerCase(), value];
    }),
  );
}

/** Throws a UsageError for a key that is none of those. */
export function checkKeys(
  option: string,
  values: ReadonlyMap<string, string>,
  known: readonly string[],
): void {
  for (const key of values.keys()) {
    if (!known.includes(key))
      throw new UsageError(`--${option} knows no '${key}': it takes ${known.join(', ')}`);
  }
}
