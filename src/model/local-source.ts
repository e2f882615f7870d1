import { parseGitRef } from './git-ref.ts';
import { isRemoteUrl } from './remote-url.ts';

/** Whether a source of ADD or COPY names files of the build context or of a stage, not a URL or a git repository. */
export function isLocalSource(text: string): boolean {
  const git = parseGitRef(text);
  const isGit = git !== null && !(git.ok && git.value.indistinguishableFromLocal);
  return !isGit && !isRemoteUrl(text);
}
