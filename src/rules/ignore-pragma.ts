import { readPragma } from '../lint/pragma.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Comment that silences findings',
  why: 'Where findings must be settled by everyone, in the configuration, a comment in a file goes around that.',
  category: 'style',
  severity: 'info',
  aliases: { hadolint: 'DL1001' },
  presets: {},
  messages: {
    ignored: 'This comment silences {{codes}}: solve the problem, or set the rule in the configuration',
  },
  check({ file, report }) {
    return {
      Comment(comment) {
        const pragma = readPragma(comment.text);
        if (pragma?.kind !== 'ignore') return;
        // hadolint minds only its comments about the next line.
        if (file.preset === 'hadolint' && (pragma.tool !== 'hadolint' || pragma.scope !== 'next')) return;
        report('ignored', comment, { codes: pragma.codes.map((code) => `\`${code}\``).join(', ') });
      },
    };
  },
});
