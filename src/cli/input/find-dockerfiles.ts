import { type Found, walkFiles } from './walk-files.ts';

const dockerfile = /^(?:docker|container)file(?:\..+)?$|.\.(?:docker|container)file$/i;

/** Searches a directory for Dockerfiles by their names; what git ignores is left out, links to directories are not followed. */
export function findDockerfiles(directory: string, cwd: string): Promise<Found> {
  return walkFiles(directory, cwd, (_, name) => isDockerfileName(name));
}

/** Whether a file has the name of a Dockerfile, in any case; the ignore file that may stand beside one has not. */
export function isDockerfileName(name: string): boolean {
  return dockerfile.test(name) && !name.toLowerCase().endsWith('.dockerignore');
}
