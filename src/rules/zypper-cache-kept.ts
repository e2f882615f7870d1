import { commandThatKeeps, type PackageCache } from '../lint/package-cache.ts';
import { defineRule } from '../lint/rule.ts';
import { deletes, hasWord } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';
import { readZypper } from '../shell/zypper.ts';

const FOLDER = '/var/cache/zypp';

const fills = new Set(['install', 'in', 'update', 'up', 'patch', 'dist-upgrade', 'dup']);

function cleans(command: ShellCommand): boolean {
  const name = readZypper(command)?.name;
  return name === 'clean' || name === 'cc' || deletes(command, FOLDER);
}

const cache: PackageCache = {
  folders: [FOLDER],
  cleanup: { leaves: (command) => fills.has(readZypper(command)?.name ?? ''), cleans },
  hadolint: {
    cleanups: [
      {
        leaves: (command) => hasWord(command, 'zypper', 'install', 'in'),
        cleans: (command) => hasWord(command, 'zypper', 'clean', 'cc'),
      },
    ],
    mounts: [FOLDER],
    isOnlyForShipped: false,
  },
};

export default defineRule({
  summary: '`zypper install` that keeps its cache in the image',
  why: 'What zypper downloads stays in the layer, where nothing needs it, and a later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3036' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`zypper` leaves its cache in the image: put `zypper clean --all` behind it, in the same `RUN`',
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
