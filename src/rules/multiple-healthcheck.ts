import { onReplacement } from '../lint/on-replacement.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Several HEALTHCHECK in one stage',
  why: 'An image has one health check, the last that its stage sets: what those before it look at is never checked.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3012' },
  presets: { hadolint: true, recommended: true },
  messages: {
    several:
      'This `HEALTHCHECK` replaces the one on line {{line}}, which has no effect: keep one, with all that it should check',
  },
  check({ file, report }) {
    return {
      Healthcheck: onReplacement(({ keyword }, replaced) =>
        report('several', keyword, { line: file.lineOf(replaced) }),
      ),
    };
  },
});
