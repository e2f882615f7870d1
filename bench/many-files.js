import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const FILES = 20_000;
const FILES_PER_DIRECTORY = 100;

/**
 * Makes a build context: files of 0 to 4 kB, as in a source tree.
 * @param {string} context
 */
export function fillContext(context) {
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
  for (let index = 0; index < FILES; index++) {
    const directory = join(context, `directory-${Math.floor(index / FILES_PER_DIRECTORY)}`);
    if (index % FILES_PER_DIRECTORY === 0) mkdirSync(directory);
    writeFileSync(join(directory, `file-${index}.txt`), 'x'.repeat((index * 7919) % 4096));
  }
}
