import type { ShellCommand } from './command.ts';
import { readSubcommand, type Subcommand } from './subcommand.ts';

const VALUED = [
  ...'Rctrp',
  ...[
    'config',
    'from',
    'plus-content',
    'plus-repo',
    'repo',
    'reposd-dir',
    'root',
    'cache-dir',
    'type',
    'name',
  ],
];

const installs = new Set(['install', 'in']);

/** What zypper is told to do; its operands are the packages. */
export function readZypper({ name, words }: ShellCommand): Subcommand | null {
  return name === 'zypper' ? readSubcommand(words, VALUED) : null;
}

/** A `zypper install`; its operands are the packages. */
export function readZypperInstall(command: ShellCommand): Subcommand | null {
  const subcommand = readZypper(command);
  return subcommand !== null && installs.has(subcommand.name) ? subcommand : null;
}

/** Whether a version or a file is named: `curl=8.5.0`, `'curl>8'`, `./curl.rpm`. */
export function isPinnedForZypper(name: string): boolean {
  return /[=<>]|\.rpm$/.test(name);
}
