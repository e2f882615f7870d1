import type { OptionSpecs } from './rule-options.ts';

/** What the value of a label may be; `text` is anything. */
const types = ['text', 'url', 'rfc3339', 'semver', 'hash', 'spdx', 'email'] as const;

/** A type of labels whose values can be wrong. */
export type LabelType = Exclude<(typeof types)[number], 'text'>;

/** The option that the rules about labels share. */
export const labelSchema = {
  'label-schema': {
    type: 'map',
    default: {},
    choices: types,
    hadolint: 'label-schema',
    description: `The labels that an image should have, each with what its value is: ${types.map((type) => `\`${type}\``).join(', ')}.`,
  },
} as const satisfies OptionSpecs;
