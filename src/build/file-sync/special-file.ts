import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from '../build-error.ts';
import { type BytePath, toFilePath, toText } from '../context/byte-path.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { temporaryName } from './output-file.ts';

/** The letters of mknod (POSIX leaves it to the system; all have these) for what Node cannot make. */
const LETTERS: Readonly<Partial<Record<ContextEntry['type'], string>>> = {
  fifo: 'p',
  'character-device': 'c',
  'block-device': 'b',
};

/**
 * Makes a named pipe or a device at a path within `root` by the program mknod; the path may have bytes that are no text,
 * which no argument can have. Throws a BuildError.
 */
export function makeSpecialFile(entry: ContextEntry, root: string, path: BytePath): void {
  const letter = LETTERS[entry.type] ?? 'p';
  const numbers = letter === 'p' ? [] : [String(entry.device.major), String(entry.device.minor)];
  const temporary = join(root, temporaryName());
  try {
    execFileSync('mknod', [temporary, letter, ...numbers], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim().split('\n').at(-1) : String(cause);
    const what = letter === 'p' ? 'named pipe' : 'device';
    const message = `cannot make the ${what} ${toText(entry.name)}: ${reason}; an archive can hold it (type=tar)`;
    throw new BuildError('OUTPUT_UNWRITABLE', message, { cause });
  }
  renameSync(temporary, toFilePath(path));
}
