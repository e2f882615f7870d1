import { commandThatKeeps, type PackageCache } from '../lint/package-cache.ts';
import { defineRule } from '../lint/rule.ts';
import { hasWord } from '../shell/cleanup.ts';
import { cleansRpmCache, RPM_CACHES, readRpmManager } from '../shell/rpm-manager.ts';

const fills = ['install', 'in', 'upgrade', 'up', 'upgrade-minimal', 'up-min', 'reinstall', 'rei'];

const cache: PackageCache = {
  folders: [...RPM_CACHES, '.cache/libdnf5'],
  cleanup: {
    leaves: (command) => {
      const name = readRpmManager(command, 'dnf')?.name ?? '';
      return fills.includes(name) || name === 'update' || name === 'groupinstall';
    },
    cleans: cleansRpmCache,
  },
  hadolint: {
    cleanups: ['dnf', 'microdnf'].map((tool) => ({
      leaves: (command) => hasWord(command, tool, ...fills),
      cleans: (command) =>
        hasWord(command, tool, 'clean', 'all') || hasWord(command, 'rm', '-rf', '/var/cache/libdnf5*'),
    })),
    mounts: ['/var/cache/libdnf5', '.cache/libdnf5'],
    isOnlyForShipped: false,
  },
};

export default defineRule({
  summary: '`dnf install` that keeps its cache in the image',
  why: 'What dnf downloads stays in the layer, where nothing needs it, and a later `RUN` cannot make the layer smaller.',
  category: 'size',
  severity: 'warning',
  aliases: { hadolint: 'DL3040' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`{{command}}` leaves its cache in the image: put `{{command}} clean all` behind it, in the same `RUN`',
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
