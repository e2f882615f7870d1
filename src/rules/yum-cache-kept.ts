import { commandThatKeeps, type PackageCache } from '../lint/package-cache.ts';
import { defineRule } from '../lint/rule.ts';
import { hasWord } from '../shell/cleanup.ts';
import { cleansRpmCache, RPM_CACHES, readRpmManager } from '../shell/rpm-manager.ts';

const fills = new Set(['install', 'groupinstall', 'localinstall', 'reinstall', 'update', 'upgrade']);

const cache: PackageCache = {
  folders: RPM_CACHES,
  cleanup: {
    leaves: (command) => fills.has(readRpmManager(command, 'yum')?.name ?? ''),
    cleans: cleansRpmCache,
  },
  hadolint: {
    cleanups: [
      {
        leaves: (command) => hasWord(command, 'yum', 'install'),
        cleans: (command) =>
          hasWord(command, 'yum', 'clean', 'all') || hasWord(command, 'rm', '-rf', '/var/cache/yum/*'),
      },
    ],
    mounts: [],
    isOnlyForShipped: false,
  },
};

export default defineRule({
  summary: '`yum install` that keeps its cache in the image',
  why: 'What yum downloads stays in the layer, where nothing needs it, and a later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3032' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`{{command}}` leaves its cache in the image: put `yum clean all` behind it, in the same `RUN`',
  },
  check({ file, report }) {
    return {
      Run(run, place) {
        const command = commandThatKeeps(file, run, place, cache);
        if (command !== null) report('kept', command.nameWord, { command: command.name });
      },
    };
  },
});
