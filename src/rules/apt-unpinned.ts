import { defineRule } from '../lint/rule.ts';
import { isPinnedForApt, readApt } from '../shell/apt.ts';

export default defineRule({
  summary: '`apt-get install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow. Distributions remove old versions, though, so that a pinned version has to be moved on regularly.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3008' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned:
      '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}=1.2.3-4`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        const apt = readApt(command);
        if (apt?.name !== 'install') return;
        if (file.preset === 'hadolint' && command.name !== 'apt-get') return;
        for (const word of apt.operands) {
          if (isPinnedForApt(word.value) || !file.isKnown(word)) continue;
          report('unpinned', word, { package: word.value });
        }
      },
    };
  },
});
