import { describe, expect, it } from 'vitest';
import { cleanPath } from '../../src/model/clean-path.ts';

describe('cleanPath', () => {
  it.each([
    ['', '.'],
    ['./a', 'a'],
    ['a/', 'a'],
    ['a//b/../c', 'a/c'],
    ['/', '/'],
    ['/../a', '/a'],
    ['../a', '../a'],
  ])('%j is %j', (path, cleaned) => {
    expect(cleanPath(path)).toBe(cleaned);
  });
});
