import { describe, expect, it } from 'vitest';
import { parseRamSize } from '../../src/model/ram-size.ts';
import { parseGoBoolean, parseGoFloat, parseGoInteger, parseGoUnsigned } from '../../src/word/go-number.ts';

describe("Go's numbers", () => {
  it.each([
    ['t', true],
    ['TRUE', true],
    ['0', false],
    ['False', false],
    ['tRUE', null],
    ['yes', null],
    ['', null],
  ])('boolean %j', (text, value) => {
    expect(parseGoBoolean(text)).toBe(value);
  });

  it.each([
    ['0644', 8, 0o644],
    ['9', 8, null],
    ['4294967295', 10, 4_294_967_295],
    ['4294967296', 10, null],
    ['-1', 10, null],
    ['', 10, null],
  ] as const)('unsigned %j to base %d', (text, base, value) => {
    expect(parseGoUnsigned(text, base)).toBe(value);
  });

  it.each([
    ['+12', 12],
    ['-12', -12],
    ['9223372036854775808', null],
    ['1_000', null],
    ['0x1', null],
  ])('integer %j', (text, value) => {
    expect(parseGoInteger(text)).toBe(value);
  });

  it.each([
    ['.5', 0.5],
    ['5.e1', 50],
    ['1_000.5', 1000.5],
    ['1__0', null],
    ['0x1.8p3', 12],
    ['-0X_fp-1', -7.5],
    ['0x1.8', null],
    ['0x0p9999', 0],
    ['1e999', null],
    ['-INF', -Infinity],
    ['NaN', Number.NaN],
    ['1 ', null],
  ])('float %j', (text, value) => {
    expect(parseGoFloat(text)).toBe(value);
  });
});

describe('parseRamSize', () => {
  it.each([
    ['4096', 4096],
    ['1.5k', 1536],
    ['2 MiB', 2 * 1024 ** 2],
    ['1GB', 1024 ** 3],
    ['3b', 3],
    ['1.9', 1],
    ['1e3', 1000],
    ['7 ', 7],
    ['1e19', -(2 ** 63)],
  ])('reads %j', (text, bytes) => {
    expect(parseRamSize(text)).toBe(bytes);
  });

  it.each(['', 'k', '-1', '1kk', '1ki', '1e', '1bb', '1  k', '1EB', ' 1', '1,5'])('refuses %j', (text) => {
    expect(parseRamSize(text)).toBeNull();
  });
});
