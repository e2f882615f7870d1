import { readCsvRecord } from '../../word/csv-record.ts';
import { UsageError } from '../command.ts';

/** The values of an option that may be given several times, each a list: `a,b,"c,d"`. Throws a UsageError that names the option. */
export function readCommaLists(option: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    if (text === '') return [];
    const fields = readCsvRecord(text);
    if (!fields.ok) throw new UsageError(`--${option} ${text} is no list with commas: ${fields.words}`);
    return fields.value.map(({ value }) => value);
  });
}
