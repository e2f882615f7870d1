import type { Rule } from '../lint/rule.ts';
import latestTag from './latest-tag.ts';
import multipleCmd from './multiple-cmd.ts';

/** Every rule, by name. Written by `npm run generate`. */
export const rules: readonly Rule[] = [
  { name: 'latest-tag', ...latestTag },
  { name: 'multiple-cmd', ...multipleCmd },
];
