import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BuildError } from './build-error.ts';
import { reasonOf } from './context/file-error.ts';

/**
 * Writes an archive to a file, which is there only once it is complete, or to a stream, which stays open. Throws a
 * BuildError that names the file if it cannot be written.
 */
export async function writeArchive(
  chunks: AsyncIterable<Uint8Array>,
  destination: string | Writable,
): Promise<void> {
  if (typeof destination !== 'string') return pipeline(chunks, destination, { end: false });
  const partial = `${destination}.partial-${process.pid}`;
  const file = createWriteStream(partial, { flags: 'wx' });
  let failure: unknown;
  file.once('error', (error) => {
    failure = error;
  });
  try {
    await pipeline(chunks, file);
    renameSync(partial, destination);
  } catch (error) {
    if (existsSync(partial)) rmSync(partial);
    throw error === failure ? unwritable(destination, error) : error;
  }
}

function unwritable(path: string, cause: unknown): BuildError {
  return new BuildError('OUTPUT_UNWRITABLE', `cannot write ${path}: ${reasonOf(cause)}`, { cause });
}
