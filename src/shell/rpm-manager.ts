import { hasFlag } from './arguments.ts';
import { deletes, hasWord } from './cleanup.ts';
import type { ShellCommand } from './command.ts';
import { isGiven, readSubcommand, type Subcommand } from './subcommand.ts';

/** `yum`, or `dnf` and its small sister, which share the words they understand. */
export type RpmManager = 'yum' | 'dnf';

const tools: Readonly<Record<RpmManager, readonly string[]>> = {
  yum: ['yum'],
  dnf: ['dnf', 'dnf5', 'microdnf'],
};

const VALUED = [
  ...'cdeRx',
  ...['config', 'releasever', 'installroot', 'repo', 'repoid', 'enablerepo', 'disablerepo', 'exclude'],
  ...[
    'setopt',
    'forcearch',
    'comment',
    'advisory',
    'repofrompath',
    'disableplugin',
    'enableplugin',
    'destdir',
  ],
];

/** What a package manager is told to do; its operands are the packages. */
export function readRpmManager({ name, words }: ShellCommand, manager: RpmManager): Subcommand | null {
  return tools[manager].includes(name) ? readSubcommand(words, VALUED) : null;
}

/** Parts of a version: it has no other letters, and begins with a digit somewhere. */
const VERSION_PART = /^[\w.~^:+]*$/;

/** Whether a version or a file is named: `curl-8.5.0`, `./curl.rpm`, `https://…`. */
export function isPinnedForRpm(name: string): boolean {
  if (name.endsWith('.rpm')) return true;
  const [, ...parts] = name.split('-');
  return parts.every((part) => VERSION_PART.test(part)) && parts.some((part) => /^\d/.test(part));
}

/** Whether a module's stream is named: `nodejs:20`. */
export function isPinnedModule(name: string): boolean {
  return name.includes(':');
}

/** The folders of the caches that yum and dnf have, by their versions. */
export const RPM_CACHES = ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'] as const;

/** Whether a command empties the cache: `dnf clean all`, `rm -rf /var/cache/yum`. */
export function cleansRpmCache(command: ShellCommand): boolean {
  if (RPM_CACHES.some((folder) => deletes(command, folder))) return true;
  const clean = readRpmManager(command, 'yum') ?? readRpmManager(command, 'dnf');
  return clean?.name === 'clean' && clean.operands.some(({ value }) => value === 'all');
}

const asking = new Set([
  ...[
    'install',
    'in',
    'groupinstall',
    'localinstall',
    'reinstall',
    'rei',
    'update',
    'upgrade',
    'up',
    'downgrade',
  ],
  ...[
    'remove',
    'rm',
    'erase',
    'autoremove',
    'swap',
    'distro-sync',
    'enable',
    'disable',
    'reset',
    'switch-to',
  ],
]);

/** What a package manager is told to do that it asks a confirmation for: `install`, `module enable`; `null` where it does not ask. */
export function askingSubcommand(command: ShellCommand, manager: RpmManager): string | null {
  const subcommand = readRpmManager(command, manager);
  if (subcommand === null || isAnswered(command, subcommand)) return null;
  const { name, operands } = subcommand;
  if (name !== 'group' && name !== 'module') return asking.has(name) ? name : null;
  const what = operands[0]?.value ?? '';
  return asking.has(what) ? `${name} ${what}` : null;
}

/** `-y`, `--setopt=assumeyes=1`, `yes |`; with some flags there is nothing to confirm. */
function isAnswered({ pipedFrom, words }: ShellCommand, subcommand: Subcommand): boolean {
  if (isGiven(subcommand, 'y', 'assumeyes', 'assumeno', 'help', 'h') || pipedFrom?.name === 'yes')
    return true;
  return words.some(({ value }) => /^(?:--setopt=)?assumeyes=(?:1|true|yes)$/i.test(value));
}

/** What hadolint takes for such a command: one of these words, wherever, and no `-y`. */
export function askingForHadolint(command: ShellCommand, ...names: readonly string[]): string | null {
  if (!names.includes(command.name) || hasFlag(command, 'y', 'assumeyes')) return null;
  return (
    ['install', 'groupinstall', 'localinstall'].find((word) => hasWord(command, command.name, word)) ?? null
  );
}
