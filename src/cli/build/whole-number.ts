import { UsageError } from '../command.ts';

const LITERAL = /^([+-]?)(?:(0x(?:_?[\da-f])+|0b(?:_?[01])+|[1-9](?:_?\d)*|0)|0o?((?:_?[0-7])+))$/i;

/** A whole number as docker reads it: also `0x10`, `0b1`, `017`, `1_000`; undefined if not given. Throws a UsageError. */
export function readWholeNumber(option: string, text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  const value = parseLiteral(text);
  if (value === null) throw new UsageError(`--${option} is a whole number, not '${text}'`);
  if (value !== BigInt.asIntN(64, value)) throw new UsageError(`--${option} ${text} is too large`);
  return value;
}

/** Go's `strconv.ParseInt` with base 0; `null` for anything that is no number. */
function parseLiteral(text: string): bigint | null {
  const match = LITERAL.exec(text);
  if (match === null) return null;
  const [, sign = '', plain, octal = ''] = match;
  const size = BigInt((plain ?? `0o${octal}`).replaceAll('_', ''));
  return sign === '-' ? -size : size;
}
