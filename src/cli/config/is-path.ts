import { isAbsolute } from 'node:path';

/** Whether a word behind `extends` or `plugins` can only be the path of a file, not the name of a package. */
export function isPath(target: string): boolean {
  return /^\.{1,2}[\\/]/.test(target) || isAbsolute(target);
}
