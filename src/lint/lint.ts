import type { Diagnostic, Severity } from '../diagnostic.ts';
import { type Assumptions, noAssumptions } from '../model/assumptions.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { diagnoseRefusals } from './diagnose-refusals.ts';
import { withoutDoubles } from './doubles.ts';
import { LintContext } from './lint-context.ts';
import { formatMessage } from './message.ts';
import { type Preset, severityIn } from './presets.ts';
import type { Listeners, Rule } from './rule.ts';
import { optionValues } from './rule-options.ts';
import { findSuppressions, suppress } from './suppression.ts';
import { visit } from './visit.ts';

export interface LintOptions {
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  /** What the user set for rules, by name, over what the preset says. */
  readonly settings?: RuleSettings;
  /** What is assumed of the build that the file is used in. */
  readonly assumptions?: Assumptions;
}

/** What a user set for rules, by the rules' names. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSetting {
  /** `off` takes the rule out; a severity puts it in, whatever the preset says. */
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Everything that is wrong with a file, in the order of its text. Pure and synchronous: it reads nothing but its arguments. */
export function lint(
  dockerfile: Dockerfile,
  { assumptions = noAssumptions, preset, rules, settings = new Map() }: LintOptions,
): readonly Diagnostic[] {
  const context = new LintContext(dockerfile, preset, assumptions);
  const found: Diagnostic[] = [...diagnoseRefusals(context)];
  const listeners = rules.flatMap((rule) => start(rule, settings.get(rule.name), context, found));
  visit(context, listeners);
  const suppressions = findSuppressions(dockerfile, preset);
  const aliases = new Map(rules.map((rule) => [rule.name, Object.values(rule.aliases ?? {})]));
  const { kept } = suppress(found, suppressions, ({ code, rule }) => [
    code,
    rule,
    ...(aliases.get(rule) ?? []),
  ]);
  return withoutDoubles(kept, rules).toSorted(byPosition);
}

/** The listeners of a rule, if the preset or the user has it. */
function start(
  rule: Rule,
  setting: RuleSetting = {},
  context: LintContext,
  found: Diagnostic[],
): readonly Listeners[] {
  const severity = setting.severity ?? severityIn(context.preset, rule);
  if (severity === null || severity === 'off') return [];
  const code = codeOf(rule, context.preset);
  const listeners = rule.check({
    file: context,
    options: optionValues(rule.options ?? {}, setting.options),
    report: (id, at, values = {}) => {
      const message = formatMessage(rule.messages[id] ?? id, values);
      found.push({ rule: rule.name, code, severity, message, span: 'span' in at ? at.span : at });
    },
  });
  return [listeners];
}

/** The code that people search for: hadolint's, else BuildKit's, else the rule's name; BuildKit's first under its preset. */
export function codeOf({ aliases = {}, name }: Pick<Rule, 'aliases' | 'name'>, preset: Preset): string {
  const { buildkit, hadolint } = aliases;
  return (preset === 'buildkit' ? (buildkit ?? hadolint) : (hadolint ?? buildkit)) ?? name;
}

function byPosition(one: Diagnostic, other: Diagnostic): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
