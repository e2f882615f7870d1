import { labelSchema } from '../lint/label-schema.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Label that is not in the schema',
  why: 'Where all labels are agreed on, another one is a misspelt name, or nobody will read it.',
  category: 'style',
  severity: 'info',
  aliases: { hadolint: 'DL3050' },
  presets: { hadolint: true, recommended: true },
  messages: {
    unexpected: 'The label `{{name}}` is none of the schema: remove it, or add it to `label-schema`',
  },
  options: {
    ...labelSchema,
    'strict-labels': {
      type: 'boolean',
      default: false,
      hadolint: 'strict-labels',
      description: 'Whether an image may have no other labels than those of `label-schema`.',
    },
  },
  check({ file, options, report }) {
    const names = new Set(Object.keys(options['label-schema']));
    return {
      Label({ pairs }, { onbuild }) {
        if (onbuild !== null || !options['strict-labels']) return;
        for (const { name } of pairs) {
          const label = file.textOf(name);
          if (label !== null && !names.has(label)) report('unexpected', name, { name: label });
        }
      },
    };
  },
});
