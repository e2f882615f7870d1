import { type Checked, right } from '../word/checked.ts';
import { cleanPath } from './clean-path.ts';
import { cut } from './cut.ts';
import { type GitChoice, readGitQuery } from './git-query.ts';
import { parseBareUrl, parseGitUrl } from './git-url.ts';

/** A git repository as a source of ADD (Dockerfile reference, "Adding files from a Git repository"). */
export interface GitRef extends GitChoice {
  /** The URL or the `user@host:path` that git is told. */
  readonly remote: string;
  /** The last part of the remote without `.git`. */
  readonly shortName: string;
  /** Whether it might as well be a file, such as `github.com/user/repository`: as a source of ADD or COPY it is one. */
  readonly indistinguishableFromLocal: boolean;
  readonly unencryptedTcp: boolean;
}

/** Reads a reference to a git repository; `null` where text is none, so that BuildKit takes it for a URL or a path. */
export function parseGitRef(text: string): Checked<GitRef> | null {
  if (/^\.\.?\//.test(text)) return null;
  const indistinguishableFromLocal = text.startsWith('github.com/');
  const url = indistinguishableFromLocal ? parseBareUrl(text) : parseGitUrl(text);
  if (url === null || (url.scheme.startsWith('http') && !url.path.endsWith('.git'))) return null;
  const [ref, subdir = ''] = cut(url.fragment, ':');
  const changes = readGitQuery(url.query, ref, cleanPath(`/${subdir}`).slice(1));
  if (!changes.ok) return changes;
  return right({
    remote: url.remote,
    shortName: url.remote.slice(url.remote.lastIndexOf('/') + 1).replace(/\.git$/, ''),
    indistinguishableFromLocal,
    unencryptedTcp: url.scheme === 'http' || url.scheme === 'git',
    ...changes.value,
  });
}
