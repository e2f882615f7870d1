import type { Diagnostic } from '../diagnostic.ts';
import { type BuildkitCheckName, buildkitChecks, isBuildkitCheck } from './buildkit-checks.ts';
import type { LintContext } from './lint-context.ts';
import type { Rule } from './rule.ts';

/** The check that a rule is, or that another rule about the same problem is. */
function checkNames(rules: readonly Rule[]): ReadonlyMap<string, BuildkitCheckName> {
  const names = new Map<string, BuildkitCheckName>();
  for (const { aliases, name, sameProblemAs = [] } of rules) {
    const check = aliases?.buildkit;
    if (check === undefined || !isBuildkitCheck(check)) continue;
    for (const same of [name, ...[sameProblemAs].flat()]) names.set(same, check);
  }
  return names;
}

/**
 * Takes out what the file or the build skips, experimental checks that nobody asked for, and adds that the build fails where
 * the file says that it shall and nothing else makes it. hadolint knows none of it; forced rules run whatever the file says.
 */
export function applyChecks(
  found: readonly Diagnostic[],
  rules: readonly Rule[],
  { checks, preset }: LintContext,
  { isForced, isRefused }: { readonly isForced: (rule: string) => boolean; readonly isRefused: boolean },
): readonly Diagnostic[] {
  if (preset === 'hadolint') return found;
  const names = checkNames(rules);
  const kept = found.filter(({ rule, span }) => {
    const name = names.get(rule);
    if (name === undefined || (buildkitChecks[name].isExperimental && isForced(rule))) return true;
    return checks.allows(name, span);
  });
  const violated = new Set(kept.flatMap(({ rule }) => names.get(rule) ?? []));
  if (isRefused || !checks.failsOnFindings || violated.size === 0) return kept;
  const message = `lint violation found for rules: ${[...violated].join(', ')}`;
  return [
    ...kept,
    { rule: 'check-violation', code: 'DL1000', severity: 'error', message, span: checks.span },
  ];
}
