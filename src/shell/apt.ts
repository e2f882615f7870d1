import type { ShellCommand } from './command.ts';
import { isGiven, readSubcommand, type Subcommand } from './subcommand.ts';

/** Flags of apt-get, apt and aptitude that take a value. */
const VALUED = [
  ...'toca',
  ...['target-release', 'default-release', 'option', 'config-file', 'host-architecture', 'with-source'],
];

const tools = new Set(['apt-get', 'apt', 'aptitude']);

/** What apt-get, apt or aptitude is told to do; its operands are the packages. */
export function readApt({ name, words }: ShellCommand): Subcommand | null {
  return tools.has(name) ? readSubcommand(words, VALUED) : null;
}

/** What asks "Do you want to continue?" before it changes anything. */
const asking = new Set([
  ...['install', 'reinstall', 'upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade', 'build-dep'],
  ...['remove', 'purge', 'autoremove', 'autopurge'],
]);

/** Whether a call may ask before it goes on: it changes packages, and nothing it is given answers (apt-get(8), `-y` and `-q`). */
export function mayAsk(apt: Subcommand): boolean {
  if (!asking.has(apt.name) || isSimulated(apt) || quietness(apt) >= 2) return false;
  return !isGiven(apt, 'y', 'yes', 'assume-yes') && setting(apt, 'apt::get::assume-yes') !== true;
}

function isSimulated(apt: Subcommand): boolean {
  return isGiven(apt, 's', 'simulate', 'just-print', 'dry-run', 'recon', 'no-act', 'print-uris');
}

/** `-qq`, `-q -q`, `-q=2` */
function quietness({ flags }: Subcommand): number {
  const given = flags.filter(({ name }) => name === 'q' || name === 'quiet');
  return given.reduce((level, { value }) => (value === null ? level + 1 : Number(value)), 0);
}

/** Whether a call installs what the packages recommend, too, as it does unless told otherwise (apt-get(8), `--no-install-recommends`). */
export function takesRecommended(apt: Subcommand): boolean {
  if (apt.name !== 'install') return false;
  const isLeftOut = isGiven(apt, 'no-install-recommends', 'without-recommends', 'R');
  return !isLeftOut && setting(apt, 'apt::install-recommends') !== false;
}

/** What `-o NAME=VALUE` says of a setting that is true or false; `null` where it says nothing (apt.conf(5)). */
function setting({ flags }: Subcommand, name: string): boolean | null {
  const given = flags.filter((flag) => flag.name === 'o' || flag.name === 'option');
  for (const { value } of given.toReversed()) {
    const [, key, text = ''] = /^([^=]*)=(.*)$/s.exec(value ?? '') ?? [];
    if (key?.toLowerCase() === name) return isTrue(text);
  }
  return null;
}

function isTrue(text: string): boolean | null {
  if (/^(?:1|yes|true|with|on|enable)$/i.test(text)) return true;
  return /^(?:0|no|false|without|off|disable)$/i.test(text) ? false : null;
}

/** Whether a text writes a configuration in which apt answers its own questions: `APT::Get::Assume-Yes "true";` (apt.conf(5)). */
export function configuresYes(text: string): boolean {
  return /\bAssume-Yes[^\w=]{1,9}(?:1|yes|true|with|on|enable)\b/i.test(text);
}

/** Whether a text writes a configuration in which apt leaves out what packages recommend (apt.conf(5)). */
export function configuresNoRecommended(text: string): boolean {
  return /\bInstall-Recommends[^\w=]{1,9}(?:0|no|false|without|off|disable)\b/i.test(text);
}

/** Whether a word may stand for flags: `$APT_OPTIONS`. */
export function mayHoldFlags(apt: Subcommand): boolean {
  return apt.operands.some(({ isLiteral, value }) => !isLiteral && /^\$\{?\w*(?:opt|flag|arg)/i.test(value));
}

/** Whether a version, a release or a file is named: `curl=7.88.1-10`, `curl/bookworm`, `./curl.deb`. */
export function isPinnedForApt(name: string): boolean {
  return /[=/]|\.deb$/.test(name);
}
