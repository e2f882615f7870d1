import { isAbsolute, relative } from 'node:path';

/** Whether a path is a directory or something below it; both absolute. */
export function isWithin(path: string, directory: string): boolean {
  const below = relative(directory, path);
  return below !== '..' && !/^\.\.[\\/]/.test(below) && !isAbsolute(below);
}

/** A path (absolute) as it is shown: from the working directory if it lies there. */
export function showPath(file: string, cwd: string): string {
  return isWithin(file, cwd) ? relative(cwd, file) : file;
}
