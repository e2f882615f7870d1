import { type Input, InputError } from './input.ts';

/** Throws an `InputError` for a file that is not text, which a NUL byte gives away. */
export function refuseBinary({ name, bytes }: Input): void {
  const at = bytes.indexOf(0);
  if (at === -1) return;
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) throw new InputError(`${name}: is UTF-16; save it as UTF-8`);
  throw new InputError(`${name}: is a binary file (NUL byte at offset ${at}), not a Dockerfile`);
}
