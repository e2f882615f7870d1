const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x(?=\.?[\da-f])([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/** Go's `strconv.ParseBool`; `null` for what is no truth value. */
export function parseGoBoolean(text: string): boolean | null {
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : null;
}

/** Go's `strconv.ParseUint` with base 8 or 10 and 32 bits: digits only; `null` for anything else and what is too large. */
export function parseGoUnsigned(text: string, base: 8 | 10): number | null {
  if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text)) return null;
  const value = Number.parseInt(text, base);
  return value < 2 ** 32 ? value : null;
}

/** Go's `strconv.Atoi`: digits with an optional sign, in 64 bits; `null` for anything else. */
export function parseGoInteger(text: string): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const value = BigInt(text.replace(/^\+/, ''));
  return value === BigInt.asIntN(64, value) ? Number(value) : null;
}

/**
 * Go's `strconv.ParseFloat` with 64 bits: decimal or, with a binary exponent, hexadecimal, `inf` and `nan`; `null` for anything
 * else and what is too large.
 */
export function parseGoFloat(text: string): number | null {
  const infinite = INFINITE.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (!underscoresSeparateDigits(text)) return null;
  const plain = text.replaceAll('_', '');
  const value = DECIMAL.test(plain) ? Number(plain) : parseHexadecimal(plain);
  return value !== null && Number.isFinite(value) ? value : null;
}

/** `0x1.8p3` = 1.5 · 2³. */
function parseHexadecimal(text: string): number | null {
  const match = HEXADECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const digits = Number(`0x${whole}${fraction}`);
  const size = digits && digits * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -size : size;
}

/** Each `_` stands between two digits, or behind the prefix. */
function underscoresSeparateDigits(text: string): boolean {
  const body = text.replace(/^[+-]/, '');
  const misplaced = /^0x/i.test(body)
    ? /(?<![\da-fx])_|_(?![\da-f])/i.test(body)
    : /(?<!\d)_|_(?!\d)/.test(body);
  return !misplaced;
}
