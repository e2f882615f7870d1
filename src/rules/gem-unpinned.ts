import { defineRule } from '../lint/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/command.ts';
import { isPinnedForGem, readGemInstall } from '../shell/gem.ts';
import { isGiven } from '../shell/subcommand.ts';

export default defineRule({
  summary: '`gem install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow, or none.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3028' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned: '`{{gem}}` has no version, so that the newest is installed: pin one, as `{{gem}}:1.2.3`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        const install = readGemInstall(command);
        if (install === null || isGiven(install, 'v', 'version')) return;
        for (const word of file.preset === 'hadolint' ? withoutFlags(command) : install.operands) {
          if (isPinnedForGem(word.value) || !file.isKnown(word)) continue;
          report('unpinned', word, { gem: word.value });
        }
      },
    };
  },
});

/** hadolint takes the word behind any flag for its value. */
function withoutFlags({ words }: ShellCommand): readonly ShellWord[] {
  const end = words.findIndex(({ value }) => value === '--');
  const isFlag = (word: ShellWord | undefined): boolean => word?.value.startsWith('-') === true;
  return words
    .slice(0, end === -1 ? words.length : end)
    .filter((word, index) => !isFlag(word) && !isFlag(words[index - 1]))
    .filter(({ value }) => value !== 'install' && value !== 'i');
}
