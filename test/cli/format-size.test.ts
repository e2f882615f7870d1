import { describe, expect, it } from 'vitest';
import { formatSize } from '../../src/cli/format-size.ts';

describe('formatSize', () => {
  it.each([
    [0, '0B'],
    [999, '999B'],
    [1000, '1kB'],
    [2048, '2.048kB'],
    [5_150_000, '5.15MB'],
    [999_999, '1000kB'],
    [12_345_678_901, '12.35GB'],
  ])('%i is %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
