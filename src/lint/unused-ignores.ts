import type { Diagnostic } from '../diagnostic.ts';
import { idsOf, shellcheckId } from './config/rule-index.ts';
import type { Rule } from './rule.ts';
import type { Suppression } from './suppression.ts';

const RULE = 'unused-ignore';

/**
 * Comments that take out nothing, as findings; not those about a rule that is idle or about ShellCheck, which may be, as nobody
 * knows what these would have found.
 */
export function diagnoseUnusedIgnores(
  unused: readonly Suppression[],
  idle: readonly Rule[],
): readonly Diagnostic[] {
  const undecided = new Set(idle.flatMap(idsOf));
  return unused
    .filter(({ codes }) => !codes.some((code) => undecided.has(code) || shellcheckId.test(code)))
    .map(({ codes, comment }) => {
      const names = codes.map((code) => `\`${code}\``).join(', ');
      const message = `This comment ignores ${names}, of which nothing is found there: remove it`;
      return { rule: RULE, code: RULE, severity: 'info', message, span: comment.span };
    });
}
