import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Assumptions, noAssumptions } from '../model/assumptions.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { applyChecks } from './apply-checks.ts';
import { buildkitChecks, isBuildkitCheck } from './buildkit-checks.ts';
import { diagnoseRefusals } from './diagnose-refusals.ts';
import { withoutDoubles } from './doubles.ts';
import { gradeExternal } from './external.ts';
import { onFirstLines } from './first-lines.ts';
import { guard } from './guard.ts';
import { LintContext } from './lint-context.ts';
import { formatMessage } from './message.ts';
import { onceEach } from './once-each.ts';
import { type Preset, severityIn } from './presets.ts';
import { reportedSpan } from './reported-span.ts';
import type { Listeners, Rule } from './rule.ts';
import { optionValues } from './rule-options.ts';
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

/** What a user set for rules, by the rules' names. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSetting {
  /** `off` takes the rule out; a severity puts it in, whatever the preset says. */
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Everything that is wrong with a file, in the order of its text. Pure and synchronous: it reads nothing but its arguments. */
export function lint(dockerfile: Dockerfile, options: LintOptions): readonly Diagnostic[] {
  const { assumptions = noAssumptions, honoursIgnores = true, preset, rules, settings = new Map() } = options;
  const context = new LintContext(dockerfile, preset, assumptions);
  const refused = diagnoseRefusals(context, rules);
  const found: Diagnostic[] = [...gradeExternal(options.external ?? [], preset, settings)];
  const failures: Diagnostic[] = [];
  const listeners = rules.flatMap((rule) =>
    start(rule, settings.get(rule.name), context, { found, failures }),
  );
  visit(context, listeners);
  const isForced = (rule: string): boolean => preset === 'all' || settings.get(rule)?.severity !== undefined;
  const checked = applyChecks(found, rules, context, { isForced, isRefused: refused.length > 0 });
  const suppressions = honoursIgnores ? findSuppressions(dockerfile, preset) : [];
  const aliases = new Map(rules.map((rule) => [rule.name, Object.values(rule.aliases ?? {})]));
  const sorted = checked.toSorted(byPosition);
  const placed = preset === 'hadolint' ? onFirstLines(onceEach(sorted, dockerfile), dockerfile) : sorted;
  const { kept, unused } = suppress([...refused, ...placed], suppressions, ({ code, rule }) => [
    code,
    rule,
    ...(aliases.get(rule) ?? []),
  ]);
  const idle = rules.filter((rule) => levelOf(rule, preset, settings.get(rule.name)) === 'off');
  const useless = options.reportsUnusedIgnores ? diagnoseUnusedIgnores(unused, idle) : [];
  return [...withoutDoubles(kept, rules, preset), ...failures, ...useless].toSorted(byPosition);
}

interface Results {
  readonly found: Diagnostic[];
  /** That rules failed: no finding about the file, so that nothing takes it out. */
  readonly failures: Diagnostic[];
}

/** The listeners of a rule, if the preset or the user has it. */
function start(
  rule: Rule,
  setting: RuleSetting = {},
  context: LintContext,
  { failures, found }: Results,
): readonly Listeners[] {
  const level = levelOf(rule, context.preset, setting);
  const severity =
    level === 'off' && setting.severity === undefined && isWanted(rule, context) ? rule.severity : level;
  if (severity === 'off') return [];
  const code = codeOf(rule, context.preset);
  const { length } = context.dockerfile.source.text;
  const check = (): Listeners =>
    rule.check({
      file: context,
      options: optionValues(rule.options ?? {}, setting.options),
      report: (id, at, values = {}) => {
        const message = formatMessage(rule.messages[id] ?? id, values, context.preset === 'buildkit');
        found.push({ rule: rule.name, code, severity, message, span: reportedSpan(at, length) });
      },
    });
  return [guard(rule.name, check, (failure) => failures.push(failure))];
}

/** Whether the file itself asks for a check that is experimental. */
function isWanted({ aliases }: Rule, { checks, preset }: LintContext): boolean {
  const name = aliases?.buildkit;
  if (name === undefined || !isBuildkitCheck(name) || preset === 'hadolint') return false;
  return buildkitChecks[name].isExperimental && checks.wants(name);
}

/** How severe a rule's findings are: what the user set, else what the preset says; `off` where it does not run. */
export function levelOf(rule: Rule, preset: Preset, setting: RuleSetting = {}): Severity | 'off' {
  return setting.severity ?? severityIn(preset, rule) ?? 'off';
}

/** The code that people search for: hadolint's, else BuildKit's, else the rule's name; BuildKit's first under its preset. */
export function codeOf({ aliases = {}, name }: Pick<Rule, 'aliases' | 'name'>, preset: Preset): string {
  const { buildkit, hadolint } = aliases;
  return (preset === 'buildkit' ? (buildkit ?? hadolint) : (hadolint ?? buildkit)) ?? name;
}

function byPosition(one: Diagnostic, other: Diagnostic): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
