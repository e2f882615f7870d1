import type { Diagnostic } from '../diagnostic.ts';
import type { Refusal } from '../parser/refusal.ts';
import type { LintContext } from './lint-context.ts';

/** hadolint's code for a file that it cannot read. */
const CODE = 'DL1000';

/** What BuildKit refuses to build, as findings: its own words first, so that they can be searched for. */
export function diagnoseRefusals({ build, dockerfile, preset }: LintContext): readonly Diagnostic[] {
  // hadolint does not look at what the instructions mean together.
  const meant = preset === 'hadolint' ? [] : build.refusals;
  return [...dockerfile.refusals, ...meant].map(diagnose);
}

function diagnose({ advice, rule, span, words }: Refusal): Diagnostic {
  const message = advice === null ? words : `${words}: ${advice}`;
  return { rule, code: CODE, severity: 'error', message, span };
}
