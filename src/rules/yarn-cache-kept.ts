import { commandThatKeeps, type PackageCache } from '../lint/package-cache.ts';
import { defineRule } from '../lint/rule.ts';
import { deletes, hasWord } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';
import { readSubcommand } from '../shell/subcommand.ts';

const fills = new Set(['install', 'add', 'global']);

/** `yarn` alone installs, too. */
function installs({ name, words }: ShellCommand): boolean {
  if (name !== 'yarn' || words.some(({ value }) => /^(?:--version|-v|--help|-h)$/.test(value))) return false;
  return fills.has(
    readSubcommand(words, ['cwd', 'cache-folder', 'registry', 'modules-folder'])?.name ?? 'install',
  );
}

function cleans(command: ShellCommand): boolean {
  const { name, words } = command;
  const isClean = name === 'yarn' && words[0]?.value === 'cache' && words[1]?.value === 'clean';
  return isClean || deletes(command, '/usr/local/share/.cache/yarn') || deletes(command, '/root/.cache/yarn');
}

const cache: PackageCache = {
  folders: ['.cache/yarn', '/usr/local/share/.cache', '.yarn'],
  cleanup: { leaves: installs, cleans },
  hadolint: {
    cleanups: [
      {
        leaves: (command) => hasWord(command, 'yarn', 'install'),
        cleans: (command) => hasWord(command, 'yarn', 'cache', 'clean'),
      },
    ],
    mounts: ['.cache/yarn'],
    isOnlyForShipped: true,
  },
};

export default defineRule({
  summary: '`yarn install` that keeps its cache in the image',
  why: 'What yarn downloads stays in the layer, where nothing needs it, and a later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'info',
  aliases: { hadolint: 'DL3060' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`yarn` leaves its cache in the image: put `yarn cache clean` behind it, in the same `RUN`, or mount a cache',
  },
  check({ file, report }) {
    return {
      Run(run, place) {
        const command = commandThatKeeps(file, run, place, cache);
        if (command !== null) report('kept', command.nameWord);
      },
    };
  },
});
