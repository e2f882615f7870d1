import { defineRule } from '../lint/rule.ts';
import { askingForHadolint, askingSubcommand } from '../shell/rpm-manager.ts';

export default defineRule({
  summary: '`yum install` without `-y`',
  why: 'yum asks whether it may go on. Nobody can answer during a build, so that it gives up.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3030' },
  presets: { hadolint: true, recommended: true },
  messages: {
    asks: '`yum {{subcommand}}` asks for a confirmation that no build can give: add `-y`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        const subcommand =
          file.preset === 'hadolint' ? askingForHadolint(command, 'yum') : askingSubcommand(command, 'yum');
        if (subcommand !== null) report('asks', command.nameWord, { subcommand });
      },
    };
  },
});
