import { defineRule } from '../lint/rule.ts';
import { isPinnedForZypper, readZypperInstall } from '../shell/zypper.ts';

export default defineRule({
  summary: '`zypper install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow. Distributions remove old versions, though, so that a pinned version has to be moved on regularly.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3037' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned:
      '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}=1.2.3`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        for (const word of readZypperInstall(command)?.operands ?? []) {
          if (isPinnedForZypper(word.value) || !file.isKnown(word)) continue;
          report('unpinned', word, { package: word.value });
        }
      },
    };
  },
});
