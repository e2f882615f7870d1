import { type Checked, right, wrong } from './checked.ts';

/** A field of a record, with its place in the text, quotes included. */
export interface CsvField {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const BARE = 'bare " in non-quoted-field';
const MISPLACED = 'extraneous or missing " in quoted-field';
const QUOTED = /"([^"]*(?:""[^"]*)*)("?)/y;

/**
 * Splits the value of `--mount` or `--device` at its commas. As BuildKit does: one record, whatever line breaks it holds, of
 * which one at the end is left out. Quotes are as strict as in Go's `encoding/csv`: only around a whole field, and doubled inside.
 */
export function readCsvRecord(text: string): Checked<readonly CsvField[]> {
  const line = text.replace(/\r?\n$/, '');
  if (line === '') return wrong('EOF');
  const fields: CsvField[] = [];
  for (let at = 0; at <= line.length; ) {
    const field = line[at] === '"' ? readQuoted(line, at) : readPlain(line, at);
    if (!field.ok) return field;
    fields.push(field.value);
    at = field.value.end + 1;
  }
  return right(fields);
}

function readPlain(line: string, start: number): Checked<CsvField> {
  const comma = line.indexOf(',', start);
  const end = comma === -1 ? line.length : comma;
  const value = line.slice(start, end);
  const quote = value.indexOf('"');
  return quote === -1 ? right({ value, start, end }) : parseError(line, start + quote, BARE);
}

function readQuoted(line: string, start: number): Checked<CsvField> {
  QUOTED.lastIndex = start;
  const [raw = '', value = '', quote = ''] = QUOTED.exec(line) ?? [];
  const end = start + raw.length;
  if (quote === '') return parseError(line, line.lastIndexOf('"') + 1, MISPLACED);
  if (end < line.length && line[end] !== ',') return parseError(line, end - 1, MISPLACED);
  return right({ value: value.replaceAll('""', '"'), start, end });
}

/** Go counts columns in bytes, from 1. */
function parseError(line: string, at: number, words: string) {
  const column = new TextEncoder().encode(line.slice(0, at)).length + 1;
  return wrong(`parse error on line 1, column ${column}: ${words}`);
}
