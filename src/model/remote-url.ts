import { parseGitRef } from './git-ref.ts';

/** Whether a source of ADD or COPY is a file behind `http://` or `https://`: such a URL of a git repository is none. */
export function isRemoteUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && parseGitRef(text)?.ok !== true;
}

/** Whether a source of ADD or COPY is a path in the build context: no URL, and no reference to a git repository. */
export function isLocalSource(text: string): boolean {
  const git = parseGitRef(text);
  return !isRemoteUrl(text) && (git === null || (git.ok && git.value.indistinguishableFromLocal));
}
