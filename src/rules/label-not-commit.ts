import { defineLabelRule } from '../lint/label-rule.ts';

export default defineLabelRule({
  summary: 'Label that should be a commit, and is none',
  why: 'Only the hash of a commit tells from which sources an image is made, whatever branches and tags do.',
  hadolint: 'DL3055',
  type: 'hash',
  wanted: "a commit's hash of 7 to 40 hexadecimal digits in lower case (64 with SHA-256)",
  isValid: (value, preset) =>
    preset === 'hadolint'
      ? /^(?:[\da-f]{7}|[\da-f]{40})$/.test(value)
      : /^(?:[\da-f]{7,40}|[\da-f]{64})$/.test(value),
});
