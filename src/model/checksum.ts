import { type Checked, right, type Wrong, wrong } from '../word/checked.ts';
import { quoteGo } from '../word/quote-go.ts';
import { parseDigest } from './digest.ts';
import { parseGitRef } from './git-ref.ts';
import { isRemoteUrl } from './remote-url.ts';

/** What is wrong with `--checksum` of an ADD with these sources (Dockerfile reference, "ADD --checksum"); an empty one is as if absent. */
export function checkAddChecksum(checksum: string, sources: readonly string[]): Wrong | null {
  if (checksum === '') return null;
  const [source = '', ...more] = sources;
  if (sources.length === 0 || more.length > 0)
    return wrong("checksum can't be specified for multiple sources");
  const isRemote = isRemoteUrl(source) || parseGitRef(source)?.ok === true;
  return isRemote ? null : wrong('checksum requires HTTP(S) or Git sources');
}

/**
 * Checks the checksum, empty for none, against one source of an ADD. Gives the checksum that BuildKit goes on with: that of a
 * git reference counts for the sources behind it too.
 */
export function checkSourceChecksum(checksum: string, source: string): Checked<string> {
  const git = parseGitRef(source);
  if (git?.ok === false) return git;
  if (git !== null && !git.value.indistinguishableFromLocal) {
    const own = git.value.checksum;
    if (checksum !== '' && own !== '' && checksum !== own)
      return wrong(`checksum mismatch ${quoteGo(checksum)} != ${quoteGo(own)}`);
    return right(own || checksum);
  }
  return checksum !== '' && isRemoteUrl(source) ? parseDigest(checksum) : right(checksum);
}
