import { labelSchema } from '../lint/label-schema.ts';
import { defineRule } from '../lint/rule.ts';

export default defineRule({
  summary: 'Empty label',
  why: 'A label that everyone asks for should say something.',
  category: 'style',
  severity: 'warning',
  aliases: { hadolint: 'DL3051' },
  presets: { hadolint: true, recommended: true },
  messages: { empty: 'The label `{{name}}` is empty: give it a value' },
  options: labelSchema,
  check({ file, options, report }) {
    const names = new Set(Object.keys(options['label-schema']));
    return {
      Label({ pairs }, { onbuild }) {
        if (onbuild !== null || names.size === 0) return;
        for (const { name, value } of pairs) {
          const label = file.textOf(name) ?? '';
          if (value !== null && names.has(label) && file.textOf(value) === '')
            report('empty', name, { name: label });
        }
      },
    };
  },
});
