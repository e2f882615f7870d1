import { parseGoFloat } from '../word/go-number.ts';
import { lowerCase } from './letter-case.ts';

/** Bytes in each unit. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5,
};

const SIZE = /^(.*[\d.]|.*(?= )) ?([^\d. ]*)$/s;
const SUFFIX = /^(?:b|([kmgtp])(?:i?b)?)?$/;

/** A size such as `512m`, `1.5 GiB` or `4096` in whole bytes, as Docker reads sizes of memory; `null` for anything else. */
export function parseRamSize(text: string): number | null {
  const match = SIZE.exec(text);
  if (match === null) return null;
  const [, number = '', suffix = ''] = match;
  const value = parseGoFloat(number);
  const unit = SUFFIX.exec(lowerCase(suffix));
  if (value === null || value < 0 || unit === null) return null;
  return toInt64(value * (UNITS[unit[1] ?? ''] ?? 1));
}

/** A float as a 64-bit integer: what does not fit becomes the smallest one, as on amd64. */
function toInt64(value: number): number {
  return value < 2 ** 63 ? Math.trunc(value) : -(2 ** 63);
}
