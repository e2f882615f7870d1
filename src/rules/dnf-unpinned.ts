import { unpinnedRpmRule } from '../lint/unpinned-rpm-rule.ts';

export default unpinnedRpmRule('dnf', 'DL3041');
