import { expect, it } from 'vitest';
import { cut, padded, wrap } from '../../../src/cli/progress/columns.ts';

it.each([
  ['', 3, ['']],
  ['abc', 3, ['abc']],
  ['abcd', 3, ['abc', 'd']],
  ['abcdef', 3, ['abc', 'def']],
  ['äbcdef', 3, ['äbc', 'def']],
  ['日本語', 3, ['日', '本', '語']],
  ['e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
])('wraps %j into %i columns', (text, columns, rows) => {
  expect(wrap(text, columns)).toEqual(rows);
});

it.each([
  ['abc', 5, 'abc'],
  ['abc', 2, 'ab'],
  ['日本', 3, '日'],
  ['abc', 0, ''],
  ['日本', -1, ''],
])('cuts %j to %i columns', (text, columns, beginning) => {
  expect(cut(text, columns)).toBe(beginning);
});

it.each([
  ['ab', 4, 'ab  '],
  ['漢', 4, '漢  '],
  ['漢字', 3, '漢字'],
])('puts blanks behind %j up to %i columns', (text, columns, wide) => {
  expect(padded(text, columns)).toBe(wide);
});
