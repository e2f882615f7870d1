import { describe, expect, it } from 'vitest';
import { readCsvRecord } from '../../src/word/csv-record.ts';

describe('readCsvRecord', () => {
  it.each([
    ['type=cache', ['type=cache']],
    ['a,,b,', ['a', '', 'b', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"say ""hi""","",x', ['say "hi"', '', 'x']],
    [' a, b ', [' a', ' b ']],
    ['a\nb\r\n', ['a\nb']],
  ])('splits %j', (text, values) => {
    const record = readCsvRecord(text);
    expect(record.ok && record.value.map(({ value }) => value)).toEqual(values);
  });

  it('tells where the fields stand, quotes included', () => {
    expect(readCsvRecord('é,"b,c"')).toEqual({
      ok: true,
      value: [
        { value: 'é', start: 0, end: 1 },
        { value: 'b,c', start: 2, end: 7 },
      ],
    });
  });

  it.each([
    ['', 'EOF'],
    ['\r\n', 'EOF'],
    ['a"b', 'parse error on line 1, column 2: bare " in non-quoted-field'],
    ['é,b"', 'parse error on line 1, column 5: bare " in non-quoted-field'],
    ['"a"b', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'],
    ['a,"b', 'parse error on line 1, column 4: extraneous or missing " in quoted-field'],
    ['"a""b', 'parse error on line 1, column 5: extraneous or missing " in quoted-field'],
  ])('refuses %j', (text, words) => {
    expect(readCsvRecord(text)).toEqual({ ok: false, words });
  });
});
