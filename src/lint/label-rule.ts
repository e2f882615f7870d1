import { type LabelType, labelSchema } from './label-schema.ts';
import type { LintContext } from './lint-context.ts';
import { type AnyRule, defineRule } from './rule.ts';

interface LabelRule {
  readonly summary: string;
  readonly why: string;
  readonly hadolint: string;
  /** The labels that the rule is about. */
  readonly type: LabelType;
  /** What a value should be, with an article and an example. */
  readonly wanted: string;
  /** Whether a value is right; hadolint may be stricter than the standards. */
  isValid(value: string, preset: LintContext['preset']): boolean;
}

/** Declares a rule about the values of one type of labels. */
export function defineLabelRule({ hadolint, isValid, summary, type, wanted, why }: LabelRule): AnyRule {
  return defineRule({
    summary,
    why,
    category: 'correctness',
    severity: 'warning',
    aliases: { hadolint },
    presets: { hadolint: true, recommended: true },
    messages: { invalid: `\`{{value}}\` is no value for the label \`{{name}}\`: it should be ${wanted}` },
    options: labelSchema,
    check({ file, options, report }) {
      const schema = new Map(Object.entries(options['label-schema']));
      return {
        Label({ pairs }, { onbuild }) {
          if (onbuild !== null || schema.size === 0) return;
          for (const { name, value } of pairs) {
            const label = file.textOf(name) ?? '';
            const text = value === null ? null : file.textOf(value);
            if (value === null || text === null || schema.get(label) !== type) continue;
            if (!isValid(text, file.preset)) report('invalid', value, { name: label, value: text });
          }
        },
      };
    },
  });
}
