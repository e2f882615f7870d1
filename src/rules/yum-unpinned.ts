import { unpinnedRpmRule } from '../lint/unpinned-rpm-rule.ts';

export default unpinnedRpmRule('yum', 'DL3033');
