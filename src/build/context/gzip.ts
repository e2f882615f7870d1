import { createGzip } from 'node:zlib';
import { through } from './through.ts';

/** Where a header of gzip (RFC 1952) names the system it was made on, and the value for an unknown one. */
const SYSTEM = { at: 9, unknown: 255 };

/** Compresses with gzip; the header holds no time and names no system, so that the same bytes give the same result. */
export async function* gzip(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let before = 0;
  for await (const chunk of through(source, createGzip())) {
    const at = SYSTEM.at - before;
    if (at >= 0 && at < chunk.length) chunk[at] = SYSTEM.unknown;
    before += chunk.length;
    yield chunk;
  }
}
