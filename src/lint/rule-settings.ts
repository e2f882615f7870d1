import type { Severity } from '../diagnostic.ts';
import { severityIn } from './preset-severity.ts';
import type { Preset } from './presets.ts';
import type { Rule } from './rule.ts';

/** What a user set for rules, by the rules' names. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RuleSetting {
  /** `off` takes the rule out; a severity puts it in, whatever the preset says. */
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
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
