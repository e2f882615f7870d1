import {
  chmodSync,
  closeSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { randomDigits } from '../../build/random-digits.ts';
import { systemErrorWords } from '../input/system-error.ts';
import { OutputError } from '../output-error.ts';

/** A place for one report. */
export interface Sink {
  write(text: string): void;
  /** Makes the report stand where it belongs. Throws an `OutputError` where that fails. */
  finish(): void;
  /** Leaves everything as it was. */
  discard(): void;
}

/**
 * Opens a file for writing. What is written appears under its name only when it is finished, so that nobody reads half a report; a pipe or
 * a device is written to at once. Throws an `OutputError`, which names the file, where it cannot be written.
 */
export function openFileSink(name: string, cwd: string): Sink {
  return attempt(name, () => {
    const given = resolve(cwd, name);
    const existing = statSync(given, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new OutputError(`${name}: is a directory, not a file to write to`);
    // A pipe has no name but this one, as `/dev/stdout` has.
    return existing === undefined || existing.isFile()
      ? openBesides(name, realPath(given), existing)
      : openInPlace(name, given);
  });
}

function openBesides(name: string, path: string, existing: Stats | undefined): Sink {
  const draft = join(dirname(path), `.${basename(path)}.${randomDigits(8)}.tmp`);
  const file = openSync(draft, 'wx');
  const discard = (): void => {
    closeSync(file);
    rmSync(draft, { force: true });
  };
  return {
    write: (text) => attempt(name, () => writeAll(file, text)),
    finish: () =>
      attempt(name, () => {
        if (existing !== undefined) chmodSync(draft, existing.mode);
        renameSync(draft, path);
        closeSync(file);
      }),
    discard,
  };
}

function openInPlace(name: string, path: string): Sink {
  const file = openSync(path, 'w');
  const close = (): void => closeSync(file);
  return {
    write: (text) => attempt(name, () => writeAll(file, text)),
    finish: () => attempt(name, close),
    discard: close,
  };
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Where a link leads, so that it is the file behind it that is replaced. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function attempt<Result>(name: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError(`${name}: cannot be written: ${systemErrorWords(error)}`);
  }
}
