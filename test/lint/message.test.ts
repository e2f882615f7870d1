import { expect, it } from 'vitest';
import { formatMessage } from '../../src/lint/message.ts';

it.each([
  ['', ''],
  ['a', 'a'],
  ['a b c', 'a b c'],
  [' a', 'a'],
  ['a ', 'a'],
  ['a  b', 'a b'],
  ['a\t\nb', 'a b'],
  ['\n', ''],
  ['x'.repeat(80), 'x'.repeat(80)],
  ['x'.repeat(81), `${'x'.repeat(79)}…`],
  [` ${'x'.repeat(80)}`, 'x'.repeat(80)],
])('a value of %j is %j in a message', (value, shown) => {
  expect(formatMessage('<{{value}}>', { value })).toBe(`<${shown}>`);
  expect(formatMessage('<{{value}}>', { value }, true)).toBe(`<${value}>`);
});
