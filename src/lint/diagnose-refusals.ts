import type { Diagnostic } from '../diagnostic.ts';
import type { Refusal } from '../parser/refusal.ts';
import type { LintContext } from './lint-context.ts';

/** hadolint's code for a file that it cannot read. */
const CODE = 'DL1000';

/** What BuildKit refuses to build, as findings: its own words first, so that they can be searched for; `replaced` are those that rules stand for. */
export function diagnoseRefusals(
  { build, checks, dockerfile, preset }: LintContext,
  replaced: ReadonlySet<string>,
): readonly Diagnostic[] {
  const atStart = checks.refusal === null ? [] : [checks.refusal];
  if (preset !== 'hadolint') return [...atStart, ...dockerfile.refusals, ...build.refusals].map(diagnose);
  // hadolint does not look at what the instructions mean together, and has rules for some of what BuildKit cannot read.
  return dockerfile.refusals.filter(({ rule }) => !replaced.has(rule)).map(diagnose);
}

function diagnose({ advice, rule, span, words }: Refusal): Diagnostic {
  const message = advice === null ? words : `${words}: ${advice}`;
  return { rule, code: CODE, severity: 'error', message, span };
}
