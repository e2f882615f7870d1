import { accessSync, constants, existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../../build/context/file-error.ts';
import { UsageError } from '../command.ts';

/**
 * Makes sure before a build that there is a place for what is to be written after it: a file's folder must take new files, a device or a
 * pipe must be writable. Gives what stands there, if anything does. Throws a UsageError with the option's name.
 */
export function checkDestination(option: string, path: string): Stats | undefined {
  return refusing(option, path, () => {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing !== undefined && isStream(existing)) accessSync(path, constants.W_OK);
    // Of a link, it is the file behind it that is replaced; and with a slash, a file is no folder.
    else accessSync(`${dirname(existing === undefined ? path : realpathSync(path))}/`, constants.W_OK);
    return existing;
  });
}

/** As `checkDestination`, for a file that takes the place of a file only. */
export function checkFile(option: string, path: string): void {
  if (checkDestination(option, path)?.isDirectory() === true)
    throw new UsageError(`--${option}: ${path} is a directory, not a file to write to`);
}

/** Makes sure before a build that a directory takes files, or else can be made, with those above it. Throws a UsageError. */
export function checkFolder(option: string, path: string): void {
  if (!existsSync(path) && dirname(path) !== path) return checkFolder(option, dirname(path));
  refusing(option, path, () => accessSync(`${path}/`, constants.W_OK));
}

/** Whether something is a device, a pipe or the like: written to where it stands, and neither removed nor replaced. */
export function isStream(stats: Stats): boolean {
  return !stats.isFile() && !stats.isDirectory();
}

function refusing<Result>(option: string, path: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    throw new UsageError(`--${option}: cannot write ${path}: ${reasonOf(error)}`);
  }
}
