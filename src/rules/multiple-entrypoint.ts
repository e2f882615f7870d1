import { onReplacement } from '../lint/on-replacement.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Several ENTRYPOINT in one stage',
  why: 'Only the last ENTRYPOINT of a stage takes effect: the image does not start what those before it name.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL4004' },
  presets: { hadolint: true, recommended: true },
  messages: {
    several:
      'This `ENTRYPOINT` replaces the one on line {{line}}, which has no effect: keep only one in a stage',
  },
  check({ file, report }) {
    return {
      Entrypoint: onReplacement(({ keyword }, replaced) =>
        report('several', keyword, { line: file.lineOf(replaced) }),
      ),
    };
  },
});
