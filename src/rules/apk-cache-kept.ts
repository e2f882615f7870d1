import { isMounted, isShipped } from '../lint/package-cache.ts';
import { defineRule } from '../lint/rule.ts';
import { readApkAdd } from '../shell/apk.ts';
import { deletes } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';
import { isGiven } from '../shell/subcommand.ts';

const FOLDER = '/var/cache/apk';

export default defineRule({
  summary: '`apk add` that keeps its cache in the image',
  why: 'Without `--no-cache` the index of all packages stays in the layer, where nothing needs it; it is out of date soon.',
  category: 'size',
  severity: 'info',
  aliases: { hadolint: 'DL3019' },
  presets: { hadolint: true, recommended: true },
  messages: {
    kept: '`apk add` leaves the package index in the image: add `--no-cache`',
  },
  check({ file, report }) {
    return {
      Run(run, place) {
        const { commands } = file.script(run);
        const isHadolint = file.preset === 'hadolint';
        // hadolint knows neither cleanups nor stages here.
        const last = isHadolint ? -1 : commands.findLastIndex((command) => deletes(command, FOLDER));
        const keeping = commands.slice(last + 1).filter(keepsIndex);
        if (keeping.length === 0 || isMounted(file, run, FOLDER)) return;
        if (!isHadolint && !isShipped(file, place)) return;
        for (const { nameWord } of keeping) report('kept', nameWord);
      },
    };
  },
});

function keepsIndex(command: ShellCommand): boolean {
  const add = readApkAdd(command);
  return add !== null && !isGiven(add, 'no-cache');
}
