import { defineRule } from '../lint/rule.ts';
import { isPinnedForApk, readApkAdd } from '../shell/apk.ts';

export default defineRule({
  summary: '`apk add` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow. Alpine removes old versions, though, so that a pinned version has to be moved on regularly; `~` pins a part of it.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3018' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned: '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}~1.2`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        for (const word of readApkAdd(command)?.operands ?? []) {
          if (isPinnedForApk(word.value) || !file.isKnown(word)) continue;
          report('unpinned', word, { package: word.value });
        }
      },
    };
  },
});
