import { defineLabelRule } from '../lint/label-rule.ts';
import { isUrl } from '../model/label-value.ts';

export default defineLabelRule({
  summary: 'Label that should be a URL, and is none',
  why: 'Programs that show or follow the link cannot use it.',
  hadolint: 'DL3052',
  type: 'url',
  wanted: 'a URL such as `https://example.com`',
  isValid: isUrl,
});
