import { defineRule } from '../lint/rule.ts';
import { isGiven } from '../shell/subcommand.ts';
import { readZypper } from '../shell/zypper.ts';

const asking = new Set(['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch']);
const alsoAsking = new Set([
  'update',
  'up',
  'dist-upgrade',
  'dup',
  'verify',
  've',
  'install-new-recommends',
  'inr',
]);

export default defineRule({
  summary: '`zypper install` without `-n`',
  why: 'zypper asks whether it may go on. Nobody can answer during a build, so that it gives up.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL3034' },
  presets: { hadolint: true, recommended: true },
  messages: {
    asks: '`zypper {{subcommand}}` asks for a confirmation that no build can give: write `zypper --non-interactive {{subcommand}}`',
  },
  check({ file, report }) {
    return {
      Command(command) {
        const subcommand = readZypper(command);
        if (subcommand === null || isGiven(subcommand, 'n', 'non-interactive', 'y', 'no-confirm')) return;
        const { name } = subcommand;
        const isAsking = asking.has(name) || (alsoAsking.has(name) && file.preset !== 'hadolint');
        if (isAsking) report('asks', command.nameWord, { subcommand: name });
      },
    };
  },
});
