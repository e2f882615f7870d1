import { defineRule } from '../lint/rule.ts';
import { npmPin, readNpm } from '../shell/npm.ts';

const installs = new Set(['install', 'i', 'add']);

export default defineRule({
  summary: '`npm install` without a version',
  why: 'The newest version of the day is installed, so that the same file builds a different image tomorrow, or none.',
  category: 'reproducibility',
  severity: 'warning',
  aliases: { hadolint: 'DL3016' },
  presets: { hadolint: true, strict: true },
  messages: {
    unpinned:
      '`{{package}}` has no version, so that the newest is installed: pin one, as `{{package}}@1.2.3`',
    tagged: '`{{package}}` names a tag, which moves with each release: name a version in its place',
    unpinnedSource: '`{{source}}` names no commit, which moves: add one, as `{{source}}#v1.2.3`',
  },
  check({ file, report }) {
    const isHadolint = file.preset === 'hadolint';
    return {
      Command(command) {
        const subcommand = readNpm(command);
        if (subcommand === null || !installs.has(subcommand.name)) return;
        // hadolint knows `install` only, and lets tags pass.
        if (isHadolint && subcommand.name !== 'install') return;
        for (const word of subcommand.operands) {
          const pin = npmPin(word.value);
          if (pin === 'fixed' || !file.isKnown(word)) continue;
          if (pin === 'moving' && !isHadolint) report('tagged', word, { package: word.value });
          if (pin === 'none' && /^git[+:]/.test(word.value))
            report('unpinnedSource', word, { source: word.value });
          else if (pin === 'none') report('unpinned', word, { package: word.value });
        }
      },
    };
  },
});
