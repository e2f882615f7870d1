import { parseGitRef } from './git-ref.ts';

/** Whether a source of ADD or COPY is a file behind `http://` or `https://`: such a URL of a git repository is none. */
export function isRemoteUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && parseGitRef(text)?.ok !== true;
}
