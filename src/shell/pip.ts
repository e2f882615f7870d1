import type { ShellCommand, ShellWord } from './command.ts';
import { isGiven, readSubcommand, type Subcommand } from './subcommand.ts';

const VALUED = [
  ...'cretbifC',
  ...[
    'requirement',
    'constraint',
    'editable',
    'target',
    'platform',
    'python-version',
    'implementation',
    'abi',
  ],
  ...[
    'root',
    'prefix',
    'build',
    'src',
    'upgrade-strategy',
    'config-settings',
    'global-option',
    'install-option',
  ],
  ...[
    'no-binary',
    'only-binary',
    'progress-bar',
    'index-url',
    'extra-index-url',
    'find-links',
    'log',
    'proxy',
  ],
  ...['retries', 'timeout', 'exists-action', 'trusted-host', 'cert', 'client-cert', 'cache-dir', 'report'],
  ...['root-user-action', 'python', 'keyring-provider', 'use-feature', 'use-deprecated', 'group', 'pip-args'],
];

/** A `pip install`, also as `python -m pip install`; its operands are the packages. `pipx` installs as `pip` does. */
export function readPipInstall(command: ShellCommand): Subcommand | null {
  const words = wordsForPip(command);
  const subcommand = words && readSubcommand(words, VALUED);
  return subcommand?.name === 'install' ? subcommand : null;
}

function wordsForPip({ name, words }: ShellCommand): readonly ShellWord[] | null {
  if (name.startsWith('pip') && !name.startsWith('pipenv')) return words;
  if (name === 'uv') return words[0]?.value === 'pip' ? words.slice(1) : null;
  if (!name.startsWith('python')) return null;
  const module = words.findIndex(({ value }) => value === '-m');
  return words[module + 1]?.value === 'pip' ? words.slice(module + 2) : null;
}

/** Whether hadolint sees the `pip install` of a command, if it is one: not that of uv, nor one with flags behind `python -m pip`. */
export function isPipForHadolint({ name, words }: ShellCommand): boolean {
  if (name.startsWith('pip')) return true;
  const module = words.findIndex(({ value }) => value === 'pip');
  return name.startsWith('python') && words[module + 1]?.value === 'install';
}

/** Whether the versions stand elsewhere: in a file of requirements or constraints, or in the project itself. */
export function hasRequirements(install: Subcommand): boolean {
  return (
    isGiven(install, 'r', 'requirement', 'c', 'constraint') ||
    install.operands.some(({ value }) => value === '.')
  );
}

const SOURCE_CONTROL = /^(?:git|hg|svn|bzr)\+/;
const ARCHIVE = /\.(?:whl|tar\.gz)$/;

/** Whether a version, a revision, a file or a folder is named: `flask==3.0.2`, `'flask>=3'`, `git+https://…@v1`, `./flask`. */
export function isPinnedForPip(name: string): boolean {
  // An `@` before the path names the user.
  if (SOURCE_CONTROL.test(name)) return /^[^/]*\/\/[^/]*\/[^#]*@/.test(name);
  return /[=<>]|\//.test(name) || ARCHIVE.test(name);
}
