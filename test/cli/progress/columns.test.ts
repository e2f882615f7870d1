import { expect, it } from 'vitest';
import { cut, wrap } from '../../../src/cli/progress/columns.ts';

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
