import type { GitRef } from '../../model/git-ref.ts';
import { BuildError } from '../build-error.ts';
import { shownUrl } from '../shown-url.ts';
import { GitError, type GitSettings, git } from './git.ts';

/**
 * Checks a repository out into an empty directory: only the commit that is asked for where the server can do that, with its
 * submodules. Throws a BuildError.
 */
export async function checkOut(repository: GitRef, settings: GitSettings): Promise<void> {
  const remote = repository.indistinguishableFromLocal ? `https://${repository.remote}` : repository.remote;
  const ref = (repository.fetchByCommit ? repository.checksum : repository.ref) || 'HEAD';
  if (ref.startsWith('-') || remote.startsWith('-'))
    throw cannotFetch(remote, `"${ref}" is no branch, tag or commit`);
  try {
    await git(settings, 'init', '--quiet');
    await git(settings, 'remote', 'add', 'origin', remote);
    const commit = await fetchCommit(ref, settings);
    await git(settings, 'checkout', '--quiet', '--detach', commit);
    if (repository.submodules !== false) await fetchSubmodules(settings);
    await checkCommit(repository, settings);
  } catch (error) {
    throw error instanceof GitError ? cannotFetch(remote, error.message, error) : error;
  }
}

/** Fetches what a reference names and gives what can be checked out. */
async function fetchCommit(ref: string, settings: GitSettings): Promise<string> {
  const fetch = ['fetch', '--quiet', '--no-recurse-submodules'];
  try {
    return await git(settings, ...fetch, '--depth', '1', 'origin', ref).then(() => 'FETCH_HEAD');
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (isAboutDepth(error)) return git(settings, ...fetch, 'origin', ref).then(() => 'FETCH_HEAD');
    if (!/^[\da-f]{7,64}$/i.test(ref)) throw error;
  }
  // A server need not hand out a commit by its digits, and knows no shortened ones; everything holds it.
  await git(settings, ...fetch, '--tags', 'origin', '+refs/heads/*:refs/remotes/origin/*');
  return ref;
}

async function fetchSubmodules(settings: GitSettings): Promise<void> {
  const update = ['submodule', '--quiet', 'update', '--init', '--recursive'];
  try {
    await git(settings, ...update, '--depth', '1');
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    await git(settings, ...update);
  }
}

/** A server of plain files cannot cut history off. */
function isAboutDepth(error: GitError): boolean {
  return /shallow|depth/i.test(error.message);
}

async function checkCommit({ checksum, remote }: GitRef, settings: GitSettings): Promise<void> {
  const commit = await git(settings, 'rev-parse', 'HEAD');
  if (!commit.startsWith(checksum.toLowerCase()))
    throw cannotFetch(remote, `the commit is ${commit}, not ${checksum}`);
}

function cannotFetch(remote: string, reason: string, cause?: unknown): BuildError {
  const message = shownUrl(`cannot fetch the build context ${remote}: ${reason}`);
  return new BuildError('CONTEXT_UNUSABLE', message, { cause });
}
