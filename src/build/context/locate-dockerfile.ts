import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { BuildError } from '../build-error.ts';
import { errorCode, reasonOf } from './file-error.ts';

/** A Dockerfile that was found and read. */
export interface LocatedDockerfile {
  /** Absolute, links followed; undefined if it came from somewhere else, such as standard input. */
  readonly path: string | undefined;
  /** Its name within the context, with `/`; undefined if it is not in there. */
  readonly nameInContext: string | undefined;
  readonly content: Uint8Array;
}

/** What messages call a path. */
export type ShowPath = (path: string) => string;

/**
 * Finds the Dockerfile as docker does: the file that was named, else `Dockerfile` in the context, else `dockerfile`.
 * Links are followed, so one that points out of the context gives a Dockerfile outside of it. Throws a BuildError.
 */
export function locateDockerfile(root: string, named: string | undefined, show: ShowPath): LocatedDockerfile {
  const path = follow(named ? resolve(named) : (defaultDockerfile(root) ?? join(root, 'Dockerfile')), show);
  const name = relative(root, path);
  const isOutside = name === '..' || name.startsWith(`..${sep}`) || resolve(root, name) !== path;
  return {
    path,
    nameInContext: isOutside ? undefined : name.split(sep).join('/'),
    content: read(path, show),
  };
}

/** The Dockerfile in a context that is taken if none is named; undefined where there is none. */
export function defaultDockerfile(root: string): string | undefined {
  return [join(root, 'Dockerfile'), join(root, 'dockerfile')].find(exists);
}

/** A link that leads nowhere counts: it should be named in the error, not passed over. Where nobody can look, reading tells why. */
function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function follow(path: string, show: ShowPath): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw notFound(show(path), error);
  }
}

function read(path: string, show: ShowPath): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw errorCode(error) === 'EISDIR'
      ? notFound(show(path), error)
      : new BuildError('CONTEXT_FILE_UNREADABLE', message(show(path), error), { cause: error });
  }
}

function notFound(path: string, cause: unknown): BuildError {
  return new BuildError('DOCKERFILE_NOT_FOUND', message(path, cause), { cause });
}

function message(path: string, cause: unknown): string {
  return `cannot read the Dockerfile ${path}: ${reasonOf(cause)}; name another with -f`;
}
