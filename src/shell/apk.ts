import type { ShellCommand } from './command.ts';
import { readSubcommand, type Subcommand } from './subcommand.ts';

const VALUED = [
  ...'tXp',
  ...['arch', 'cache-dir', 'cache-max-age', 'keys-dir', 'progress-fd', 'repositories-file', 'repository'],
  ...['root', 'timeout', 'virtual', 'wait'],
];

/** An `apk add`; its operands are the packages. */
export function readApkAdd({ name, words }: ShellCommand): Subcommand | null {
  if (name !== 'apk') return null;
  const subcommand = readSubcommand(words, VALUED);
  return subcommand?.name === 'add' ? subcommand : null;
}

/** Whether a version, a part of one or a file is named: `curl=8.5.0-r0`, `curl~8.5`, `./curl.apk`. */
export function isPinnedForApk(name: string): boolean {
  return /[=~<>]|\.apk$/.test(name);
}
