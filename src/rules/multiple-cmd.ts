import { onReplacement } from '../lint/on-replacement.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Several CMD in one stage',
  why: 'Only the last CMD of a stage takes effect: those before it are dead text that misleads the reader.',
  category: 'correctness',
  severity: 'warning',
  aliases: { hadolint: 'DL4003' },
  presets: { hadolint: true, recommended: true },
  messages: {
    several: 'This `CMD` replaces the one on line {{line}}, which has no effect: keep only one in a stage',
  },
  check({ file, report }) {
    return {
      Cmd: onReplacement(({ keyword }, replaced) =>
        report('several', keyword, { line: file.lineOf(replaced) }),
      ),
    };
  },
});
