import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'ONBUILD with an instruction that it may not have',
  why: '`FROM`, `MAINTAINER` and another `ONBUILD` cannot wait for the next build: BuildKit refuses to build the file.',
  category: 'correctness',
  severity: 'error',
  aliases: { hadolint: 'DL3043' },
  replaces: ['onbuild-chain', 'onbuild-trigger'],
  presets: { hadolint: true, recommended: true },
  messages: { forbidden: '`ONBUILD` may not have `{{instruction}}`: remove it' },
  check({ report }) {
    return {
      Onbuild({ chain: [link], trigger }) {
        const isForbidden = trigger?.kind === 'From' || trigger?.kind === 'Maintainer';
        const keyword = link?.keyword ?? (isForbidden ? trigger.keyword : null);
        if (keyword !== null) report('forbidden', keyword, { instruction: keyword.value.toUpperCase() });
      },
    };
  },
});
