import type { Diagnostic } from '../diagnostic.ts';
import { type BuildkitCheckName, buildkitChecks } from './buildkit-checks.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Takes out what the file or the build skips, experimental checks that nobody asked for, and adds that the build fails where
 * the file says that it shall and nothing else makes it. `names` tells the check that a rule is about. hadolint knows none of it; forced rules run whatever the file says.
 */
export function applyChecks(
  found: readonly Diagnostic[],
  names: ReadonlyMap<string, BuildkitCheckName>,
  { checks, preset }: LintContext,
  { isForced, isRefused }: { readonly isForced: (rule: string) => boolean; readonly isRefused: boolean },
): readonly Diagnostic[] {
  if (preset === 'hadolint') return found;
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
