import { defineLabelRule } from '../lint/label-rule.ts';
import { isTime } from '../model/label-value.ts';

export default defineLabelRule({
  summary: 'Label that should be a time, and is none',
  why: 'Programs that compare times, such as those that delete old images, cannot read it.',
  hadolint: 'DL3053',
  type: 'rfc3339',
  wanted: 'a time such as `2026-03-01T12:00:00Z` (RFC 3339)',
  isValid: isTime,
});
