import { BuildError } from '../build-error.ts';
import { type BytePath, toText } from './byte-path.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EPIPE: 'its reader has left',
  EROFS: 'the file system is read-only',
  EEXIST: 'it exists already',
  ENOTEMPTY: 'a directory that is not empty is in its place',
};

/** What a file system error means, in words. */
export function reasonOf(error: unknown): string {
  const code = errorCode(error);
  if (code !== undefined) return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error (`ENOENT`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether there is nothing at a path, unlike something that cannot be read. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The error for a part of the context that cannot be read. */
export function unreadable(path: BytePath, cause: unknown): BuildError {
  const message = `cannot read ${toText(path)}: ${reasonOf(cause)}; ignore it in .dockerignore if the build can do without`;
  return new BuildError('CONTEXT_FILE_UNREADABLE', message, { cause });
}
