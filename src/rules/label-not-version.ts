import { defineLabelRule } from '../lint/label-rule.ts';
import { isSemanticVersion } from '../model/label-value.ts';

export default defineLabelRule({
  summary: 'Label that should be a semantic version, and is none',
  why: 'Programs that compare versions cannot tell which of two images is newer.',
  hadolint: 'DL3056',
  type: 'semver',
  wanted: 'a version such as `1.4.0` or `2.0.0-rc.1` (Semantic Versioning)',
  isValid: isSemanticVersion,
});
