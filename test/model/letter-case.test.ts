import { expect, it } from 'vitest';
import { lowerCase, upperCase } from '../../src/model/letter-case.ts';

it.each([
  ['ÀB', 'àb'],
  ['İD', 'id'],
  ['ΑΣ', 'ασ'],
])('%s in lower case', (text, lower) => {
  expect(lowerCase(text)).toBe(lower);
});

it.each([
  ['àb', 'ÀB'],
  ['ſß', 'Sß'],
  ['ﬆop', 'ﬆOP'],
])('%s in upper case', (text, upper) => {
  expect(upperCase(text)).toBe(upper);
});
