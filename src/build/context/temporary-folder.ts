import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { BuildError } from '../build-error.ts';
import { errorCode, reasonOf } from './file-error.ts';
import type { ShowPath } from './locate-dockerfile.ts';

/** What to do where there is no room, or no right to write. */
export const TMPDIR_ADVICE = 'TMPDIR may name another directory for temporary files';

/** Opens a context in a folder that exists until it is closed, or until that fails. Throws a BuildError. */
export async function inTemporaryFolder<Context>(
  open: (folder: string) => Context | Promise<Context>,
): Promise<{ readonly context: Context; close(): void }> {
  const folder = writingTemporary(tmpdir(), () => mkdtempSync(join(tmpdir(), 'dlint-context-')));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    return { context: await open(folder), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Throws a BuildError that names what cannot be written. */
export function writingTemporary<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (errorCode(cause) === undefined) throw cause;
    const message = `cannot write ${path}: ${reasonOf(cause)}; ${TMPDIR_ADVICE}`;
    throw new BuildError('CONTEXT_UNUSABLE', message, { cause });
  }
}

/** Shows what lies in a folder without the folder, which is gone after the build. */
export function seenFrom(folder: string): ShowPath {
  const prefix = realpathSync(folder) + sep;
  return (path) => (path.startsWith(prefix) ? path.slice(prefix.length).split(sep).join('/') : path);
}
