import type { ShellCommand } from './command.ts';
import { readSubcommand, type Subcommand } from './subcommand.ts';

const VALUED = [
  ...'wC',
  ...['cache', 'include', 'loglevel', 'omit', 'prefix', 'registry', 'tag', 'userconfig', 'workspace'],
  ...[
    'install-strategy',
    'maxsockets',
    'fetch-retries',
    'fetch-timeout',
    'cpu',
    'os',
    'libc',
    'script-shell',
  ],
];

/** What npm is told to do; its operands are the packages. */
export function readNpm({ name, words }: ShellCommand): Subcommand | null {
  return name === 'npm' ? readSubcommand(words, VALUED) : null;
}

/** What a word that names a package says of its version. */
export type NpmPin = 'fixed' | 'moving' | 'none';

const ARCHIVE = /\.(?:tar|tar\.gz|tgz)$/;
const PATH = /^(?:\/|\.\.?\/|~\/)/;

/**
 * Reads `express@4.18.2` (fixed), `express@latest` (a tag, which moves), `express` (none). Paths, archives and commits of a git
 * repository are fixed.
 */
export function npmPin(name: string): NpmPin {
  if (PATH.test(name) || ARCHIVE.test(name)) return 'fixed';
  if (/^git[+:]/.test(name)) return name.includes('#') ? 'fixed' : 'none';
  // The `@` of `@scope/name` is the first character.
  const at = name.indexOf('@', 1);
  if (at === -1) return 'none';
  return /^[a-z]+$/i.test(name.slice(at + 1)) ? 'moving' : 'fixed';
}
