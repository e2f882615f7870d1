import { dirname } from 'node:path';
import { BuildError } from '../build-error.ts';
import type { Environment } from '../environment.ts';
import { runToEnd } from './run-to-end.ts';
import { TMPDIR_ADVICE } from './temporary-folder.ts';

/** Where git runs, and with what. */
export interface GitSettings {
  readonly directory: string;
  readonly environment: Environment;
  readonly signal: AbortSignal | undefined;
}

/** A git command that failed. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** A hook of git runs with these, and they would point to the hook's own repository, or forbid to change any (`QUARANTINE_PATH`). */
const OF_ANOTHER_REPOSITORY =
  /^GIT_(?:DIR|(?:IMPLICIT_)?WORK_TREE|(?:INDEX|SHALLOW|GRAFT)_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH)$/;

/** What git says, in one of several lines, when it cannot write here; the last is curl's. */
const UNWRITABLE = /^(?!remote:).*(?:No space left on device|Disk quota exceeded|Failure writing output)/;

/** Runs the system's git and gives what it printed. Throws a GitError with git's words, and a BuildError where there is no git. */
export async function git(settings: GitSettings, ...words: readonly string[]): Promise<string> {
  const { directory, environment, signal } = settings;
  const own = Object.entries(environment).filter(([name]) => !OF_ANOTHER_REPOSITORY.test(name));
  // Neither may a repository name submodules on this machine, nor may it choose odd protocols.
  const safe = { GIT_PROTOCOL_FROM_USER: '0', LC_ALL: 'C' };
  const argv = ['-c', 'protocol.file.allow=never', ...words];
  const env = { ...Object.fromEntries(own), ...safe };
  const { error, stdout, stderr } = await runToEnd('git', argv, { cwd: directory, env, signal });
  if (error === undefined) return stdout.trim();
  throw explain(error, stderr, directory);
}

function explain(error: Error & { readonly code?: unknown }, stderr: string, directory: string): Error {
  if (error.code === 'ENOENT') {
    const message = 'a git repository as build context needs git, which is not installed';
    return new BuildError('CONTEXT_UNUSABLE', message, { cause: error });
  }
  const lines = stderr.split('\n');
  const unwritable = lines.find((text) => UNWRITABLE.test(text));
  const line = unwritable ?? lines.findLast((text) => /^(?:fatal|error):/.test(text)) ?? stderr.trim();
  const words = line.replace(/^(?:fatal|error): /, '') || error.message;
  const message = unwritable === undefined ? words : `${words}, in ${dirname(directory)}; ${TMPDIR_ADVICE}`;
  return new GitError(message, { cause: error });
}
