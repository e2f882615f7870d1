import type { ShellCommand } from './command.ts';
import { readSubcommand, type Subcommand } from './subcommand.ts';

const VALUED = [
  ...'vinPps',
  ...['bindir', 'build-root', 'file', 'http-proxy', 'install-dir', 'platform', 'source', 'target-rbconfig'],
  ...['trust-policy', 'use-system-libraries', 'version', 'without'],
];

/** A `gem install`; its operands are the gems. */
export function readGemInstall({ name, words }: ShellCommand): Subcommand | null {
  if (name !== 'gem') return null;
  // What follows `--` goes to the build of the gem's extensions.
  const end = words.findIndex(({ value }) => value === '--');
  const subcommand = readSubcommand(end === -1 ? words : words.slice(0, end), VALUED);
  return subcommand?.name === 'install' || subcommand?.name === 'i' ? subcommand : null;
}

/** Whether a version or a file is named: `rails:7.1.3`, `./rails-7.1.3.gem`. */
export function isPinnedForGem(name: string): boolean {
  return /:|\.gem$/.test(name);
}
