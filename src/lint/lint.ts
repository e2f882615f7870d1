import type { Diagnostic } from '../diagnostic.ts';
import { type Assumptions, noAssumptions } from '../model/assumptions.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { applyChecks } from './apply-checks.ts';
import { diagnoseRefusals } from './diagnose-refusals.ts';
import { withoutDoubles } from './doubles.ts';
import { gradeExternal } from './external.ts';
import { onFirstLines } from './first-lines.ts';
import { LintContext } from './lint-context.ts';
import { formatMessage } from './message.ts';
import { onceEach } from './once-each.ts';
import { type PlannedRule, planFor } from './plan.ts';
import type { Preset } from './presets.ts';
import { reportedSpan } from './reported-span.ts';
import type { Rule } from './rule.ts';
import { RuleRun } from './rule-run.ts';
import type { RuleSettings } from './rule-settings.ts';
import { findSuppressions, suppress } from './suppression.ts';
import { diagnoseUnusedIgnores } from './unused-ignores.ts';
import { visit } from './visit.ts';

export interface LintOptions {
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  /** What the user set for rules, by name, over what the preset says. */
  readonly settings?: RuleSettings;
  /** What is assumed of the build that the file is used in. */
  readonly assumptions?: Assumptions;
  /** What other tools found in the file. */
  readonly external?: readonly Diagnostic[];
  /** Whether comments may take findings out; they may where this is not given. */
  readonly honoursIgnores?: boolean;
  /** Whether a comment that takes out nothing is itself a finding. */
  readonly reportsUnusedIgnores?: boolean;
}

const noSettings: RuleSettings = new Map();

/** Everything that is wrong with a file, in the order of its text. Pure and synchronous: it reads nothing but its arguments. */
export function lint(dockerfile: Dockerfile, options: LintOptions): readonly Diagnostic[] {
  const { assumptions = noAssumptions, preset, rules, settings = noSettings } = options;
  const context = new LintContext(dockerfile, preset, assumptions);
  const plan = planFor({ rules, preset, settings });
  const refused = diagnoseRefusals(context, plan.replaced);
  const found: Diagnostic[] = [...gradeExternal(options.external ?? [], preset, settings)];
  const requested = plan.onRequest.filter(({ check }) => context.checks.wants(check));
  const runs = [...plan.running, ...requested].map((planned) => start(planned, context, found));
  visit(context, runs);
  const isForced = (rule: string): boolean => preset === 'all' || settings.get(rule)?.severity !== undefined;
  const checked = applyChecks(found, plan.checks, context, { isForced, isRefused: refused.length > 0 });
  const sorted = checked.toSorted(byPosition);
  const placed = preset === 'hadolint' ? onFirstLines(onceEach(sorted, dockerfile), dockerfile) : sorted;
  const suppressions = (options.honoursIgnores ?? true) ? findSuppressions(dockerfile, preset) : [];
  const { kept, unused } = suppress([...refused, ...placed], suppressions, ({ code, rule }) => [
    code,
    rule,
    ...(plan.aliases.get(rule) ?? []),
  ]);
  const useless = options.reportsUnusedIgnores ? diagnoseUnusedIgnores(unused, plan.idle) : [];
  const failures = runs.flatMap(({ failure }) => failure ?? []);
  return [...withoutDoubles(kept, plan.ranks), ...failures, ...useless].toSorted(byPosition);
}

/** Sets a rule to work on a file; what it reports is added to what was found. */
function start(
  { code, options, rule, severity }: PlannedRule,
  file: LintContext,
  found: Diagnostic[],
): RuleRun {
  const { length } = file.dockerfile.source.text;
  return new RuleRun(rule.name, () =>
    rule.check({
      file,
      options,
      report: (id, at, values = {}) => {
        const message = formatMessage(rule.messages[id] ?? id, values, file.preset === 'buildkit');
        found.push({ rule: rule.name, code, severity, message, span: reportedSpan(at, length) });
      },
    }),
  );
}

function byPosition(one: Diagnostic, other: Diagnostic): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
