import { defineLabelRule } from '../lint/label-rule.ts';
import { isLicense, isLicenseExpression } from '../model/label-value.ts';

export default defineLabelRule({
  summary: 'Label that should be a licence, and is none',
  why: 'Programs that check licences know them by the identifiers of SPDX.',
  hadolint: 'DL3054',
  type: 'spdx',
  wanted: 'a licence of SPDX such as `MIT` or `MIT OR Apache-2.0`',
  isValid: (value, preset) => (preset === 'hadolint' ? isLicense(value) : isLicenseExpression(value)),
});
