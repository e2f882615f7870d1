import { quoteGo } from '../word/quote-go.ts';

/** Nanoseconds in each unit. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

const LIMIT = 2 ** 63;
const PART = /(\d*)(\.\d*)?([^\d.]*)/y;

/** A duration in Go's notation, such as `1m30s`, in nanoseconds; what is wrong with it where it is none, in Go's words. */
export function parseGoDuration(text: string): number | string {
  const invalid = `invalid duration ${quoteGo(text)}`;
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '');
  if (body === '0') return 0;
  if (body === '') return invalid;
  let sum = 0;
  for (let at = 0; at < body.length; ) {
    PART.lastIndex = at;
    const [part = '', whole = '', fraction = '', unit = ''] = PART.exec(body) ?? [];
    if (!/\d/.test(whole + fraction)) return invalid;
    if (unit === '') return `missing unit in duration ${quoteGo(text)}`;
    const size = UNITS[unit];
    if (size === undefined) return `unknown unit ${quoteGo(unit)} in duration ${quoteGo(text)}`;
    sum += Number(`${whole || '0'}${fraction === '.' ? '' : fraction}`) * size;
    if (sum >= LIMIT) return invalid;
    at += part.length;
  }
  return negative ? -sum : Math.trunc(sum);
}
