import type { Severity } from '../diagnostic.ts';
import { type BuildkitCheckName, buildkitChecks, isBuildkitCheck } from './buildkit-checks.ts';
import type { Preset } from './presets.ts';
import type { Rule } from './rule.ts';
import { type OptionSpecs, type OptionValues, optionValues } from './rule-options.ts';
import { type RuleRanks, rankRules } from './rule-ranks.ts';
import { codeOf, levelOf, type RuleSettings } from './rule-settings.ts';

/** A rule that runs, with what the preset and the user say of it. */
export interface PlannedRule {
  readonly rule: Rule;
  readonly code: string;
  readonly severity: Severity;
  readonly options: OptionValues<OptionSpecs>;
}

/** What follows from rules, preset and settings alone, and so holds for every file that is linted with them. */
export interface Plan {
  /** The rules that run on every file. */
  readonly running: readonly PlannedRule[];
  /** Experimental checks that run where a file asks for them. */
  readonly onRequest: readonly (PlannedRule & { readonly check: BuildkitCheckName })[];
  /** The rules that are off. */
  readonly idle: readonly Rule[];
  /** The codes that a rule goes by besides its own, by its name. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** The check that a rule is, or that another rule about the same problem is, by the rule's name. */
  readonly checks: ReadonlyMap<string, BuildkitCheckName>;
  /** The refusals that rules stand for. */
  readonly replaced: ReadonlySet<string>;
  readonly ranks: RuleRanks;
}

interface Basis {
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  readonly settings: RuleSettings;
}

let latest: (Basis & { readonly plan: Plan }) | undefined;

/** The plan for rules, preset and settings. The latest is kept: most files of a run are linted with the same. */
export function planFor({ preset, rules, settings }: Basis): Plan {
  const isKnown = latest?.rules === rules && latest.preset === preset && latest.settings === settings;
  if (latest === undefined || !isKnown)
    latest = { preset, rules, settings, plan: makePlan({ preset, rules, settings }) };
  return latest.plan;
}

function makePlan({ preset, rules, settings }: Basis): Plan {
  const levels = rules.map((rule) => ({ rule, level: levelOf(rule, preset, settings.get(rule.name)) }));
  const plan = (rule: Rule, severity: Severity): PlannedRule => ({
    rule,
    severity,
    code: codeOf(rule, preset),
    options: optionValues(rule.options ?? {}, settings.get(rule.name)?.options),
  });
  const idle = levels.flatMap(({ level, rule }) => (level === 'off' ? [rule] : []));
  return {
    idle,
    running: levels.flatMap(({ level, rule }) => (level === 'off' ? [] : [plan(rule, level)])),
    onRequest: idle
      .filter(({ name }) => settings.get(name)?.severity === undefined)
      .flatMap((rule) => {
        const check = experimentalCheck(rule, preset);
        return check === null ? [] : [{ ...plan(rule, rule.severity), check }];
      }),
    aliases: new Map(rules.map((rule) => [rule.name, Object.values(rule.aliases ?? {})])),
    checks: checkNames(rules),
    replaced: new Set(rules.flatMap(({ replaces = [] }) => replaces)),
    ranks: rankRules(rules, preset),
  };
}

/** The check that a file can ask for; hadolint knows none. */
function experimentalCheck({ aliases }: Rule, preset: Preset): BuildkitCheckName | null {
  const name = aliases?.buildkit;
  if (name === undefined || !isBuildkitCheck(name) || preset === 'hadolint') return null;
  return buildkitChecks[name].isExperimental ? name : null;
}

/** BuildKit's check about the same problem, by the names of our rules. */
export function checkNames(rules: readonly Rule[]): ReadonlyMap<string, BuildkitCheckName> {
  const names = new Map<string, BuildkitCheckName>();
  for (const { aliases, name, sameProblemAs = [] } of rules) {
    const check = aliases?.buildkit;
    if (check === undefined || !isBuildkitCheck(check)) continue;
    for (const same of [name, ...[sameProblemAs].flat()]) names.set(same, check);
  }
  return names;
}
