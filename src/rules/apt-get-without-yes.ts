import { configuredStages } from '../lint/configured-stages.ts';
import { defineRule } from '../lint/rule.ts';
import { configuresYes, mayAsk, mayHoldFlags, readApt } from '../shell/apt.ts';
import { hasWord } from '../shell/cleanup.ts';
import type { ShellCommand } from '../shell/command.ts';

export default defineRule({
  summary: '`apt-get install` that asks before it goes on',
  why: 'Nobody can answer in a build: where more is to be changed than what the command names, apt-get gives up and the build fails.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3014' },
  presets: { hadolint: true, recommended: true },
  messages: {
    asks: '`{{command}}` may ask before it goes on, and nobody answers in a build: add `-y`',
  },
  check({ file, report }) {
    const configured = configuredStages(file, configuresYes);
    return {
      ...configured.listeners,
      Command(command, _, place) {
        const apt = readApt(command);
        if (apt === null || !mayAsk(apt)) return;
        const isMeant =
          file.preset === 'hadolint'
            ? hasWord(command, 'apt-get', 'install')
            : !mayHoldFlags(apt) && !isAnswered(command) && !configured.has(place);
        if (isMeant) report('asks', command.nameWord, { command: `${command.name} ${apt.name}` });
      },
    };
  },
});

/** `yes | apt-get install curl` */
function isAnswered({ pipedFrom }: ShellCommand): boolean {
  return pipedFrom !== null && ['yes', 'echo', 'printf'].includes(pipedFrom.name);
}
