import { defineRule } from '../lint/rule.ts';
import { askingForHadolint, askingSubcommand } from '../shell/rpm-manager.ts';

export default defineRule({
  summary: '`dnf install` without `-y`',
  why: 'dnf asks whether it may go on. Nobody can answer during a build, so that it gives up.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3038' },
  presets: { hadolint: true, recommended: true },
  messages: {
    asks: '`{{command}} {{subcommand}}` asks for a confirmation that no build can give: add `-y`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        const subcommand =
          file.preset === 'hadolint'
            ? askingForHadolint(command, 'dnf', 'microdnf')
            : askingSubcommand(command, 'dnf');
        if (subcommand !== null) report('asks', command.nameWord, { command: command.name, subcommand });
      },
    };
  },
});
