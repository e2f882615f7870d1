import { defineRule } from '../lint/rule.ts';
import { readArguments } from '../shell/arguments.ts';
import type { ShellCommand } from '../shell/command.ts';

const SHELL = '/bin/sh';

export default defineRule({
  summary: '`/bin/sh` replaced by a link',
  why: 'Scripts of the distribution expect its own `/bin/sh`, and the next upgrade puts it back. `SHELL` chooses a shell for the Dockerfile alone.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL4005' },
  presets: { hadolint: true, recommended: true },
  messages: {
    link: 'This link replaces `/bin/sh` for the whole system: choose the shell by a `SHELL` instruction instead',
  },
  check({ file, report }) {
    return {
      Command(command) {
        if (command.name === 'ln' && isLinked(command)) report('link', command.nameWord);
      },
    };

    /** hadolint does not tell the link from what it points at. */
    function isLinked({ words }: ShellCommand): boolean {
      if (file.preset === 'hadolint') return words.some(({ value }) => value === SHELL);
      const { operands } = readArguments(words, ['t', 'target-directory', 'S', 'suffix']);
      const link = operands.at(-1)?.value;
      return operands.length > 1 && (link === SHELL || link === `/usr${SHELL}`);
    }
  },
});
