import { type Checked, right, wrong } from '../word/checked.ts';

/** Hexadecimal digits of each known algorithm. */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;

/** Checks a digest, `algorithm:hexadecimal`, as the Open Container Initiative defines it. */
export function parseDigest(text: string): Checked<string> {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon + 1 === text.length) return wrong('invalid checksum digest format');
  const length = LENGTHS.get(text.slice(0, colon));
  if (length === undefined)
    return wrong(DIGEST.test(text) ? 'unsupported digest algorithm' : 'invalid checksum digest format');
  const encoded = text.slice(colon + 1);
  if (new TextEncoder().encode(encoded).length !== length) return wrong('invalid checksum digest length');
  return /^[a-f0-9]+$/.test(encoded) ? right(text) : wrong('invalid checksum digest format');
}
