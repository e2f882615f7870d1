import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { isDockerfileName } from './find-dockerfiles.ts';
import { type Found, walkFiles } from './walk-files.ts';

/**
 * The files that a pattern stands for, as a shell with `globstar` and braces would say, hidden ones included; of directories that it matches,
 * the Dockerfiles in them. What git ignores is left out.
 */
export async function findGlob(pattern: string, cwd: string): Promise<Found> {
  const { base, glob } = picomatch.scan(pattern);
  const directory = base.replace(/\\(.)/g, '$1') || '.';
  if (!existsSync(resolve(cwd, directory))) return { files: [], errors: [] };
  const matches = picomatch(glob, { dot: true, posix: true });
  return walkFiles(directory, cwd, (path, name) => {
    const below = relative(directory, path).split(sep).join('/');
    return matches(below) || (isDockerfileName(name) && isInMatched(below, matches));
  });
}

/** Whether something is a pattern and not just a name. */
export function isGlob(operand: string): boolean {
  return picomatch.scan(operand).isGlob;
}

function isInMatched(path: string, matches: (path: string) => boolean): boolean {
  const directory = dirname(path);
  return directory !== '.' && (matches(directory) || isInMatched(directory, matches));
}
