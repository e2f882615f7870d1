import { createReadStream, statSync } from 'node:fs';
import { openPipe } from './open-pipe.ts';

/**
 * The bytes of what the user names as a file, which may be a pipe or a device: to its end, or so many that it is over the limit, since a
 * device may have no end. A pipe is waited for until the signal is aborted. Rejects with the signal's reason or the system's error.
 */
export async function readGivenFile(
  path: string,
  signal: AbortSignal,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const isPipe = statSync(path).isFIFO();
  const stream = isPipe ? await openPipe(path, 'read', signal) : createReadStream(path);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}
