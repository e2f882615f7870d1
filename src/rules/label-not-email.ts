import { defineLabelRule } from '../lint/label-rule.ts';
import { isMailAddress } from '../model/label-value.ts';

export default defineLabelRule({
  summary: 'Label that should be an e-mail address, and is none',
  why: 'Nobody can be asked about the image.',
  hadolint: 'DL3058',
  type: 'email',
  wanted: 'an address such as `team@example.com`',
  isValid: isMailAddress,
});
