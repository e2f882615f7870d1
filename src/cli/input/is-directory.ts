import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Whether something is a directory. False where there is none, or none that may be seen: reading it will tell why. */
export function isDirectory(file: string, cwd: string): boolean {
  try {
    return statSync(resolve(cwd, file), { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
