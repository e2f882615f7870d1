import { type Severity, severities } from '../../diagnostic.ts';
import { labelSchema } from '../label-schema.ts';
import type { HadolintOptionKey, OptionSpec } from '../rule-options.ts';
import type { RuleSetting } from '../rule-settings.ts';
import { emptyLayer, type hadolintThresholds, type Layer, type Threshold } from './config.ts';
import type { RuleIndex } from './rule-index.ts';

/** What hadolint's configuration file and environment can say about a run as a whole. */
export interface HadolintRunSettings {
  /** The names of formats, hadolint's or ours; the environment may name some that do not exist. */
  readonly formats: readonly string[];
  readonly noColor: boolean | undefined;
  readonly verbose: boolean | undefined;
}

/** What hadolint's configuration file, environment and flags can say about findings. */
export interface HadolintSettings {
  /** Codes by the severity they are given. */
  readonly override: Readonly<Record<Severity, readonly string[]>>;
  readonly ignored: readonly string[];
  readonly trustedRegistries: readonly string[];
  /** What a label must be, by its name. */
  readonly labelSchema: Readonly<Record<string, string>>;
  readonly strictLabels: boolean | undefined;
  readonly disableIgnorePragma: boolean | undefined;
  readonly noFail: boolean | undefined;
  readonly threshold: Threshold | undefined;
}

/** What a label can be asked to be; nothing is `text`. */
export const labelTypes = labelSchema['label-schema'].choices;

/** A threshold of hadolint's in our words. */
export function readThreshold(word: (typeof hadolintThresholds)[number]): Severity {
  return word === 'ignore' || word === 'none' ? 'style' : word;
}

/** Settings from several places, the weakest first: lists are put together, as hadolint does. */
export function joinHadolintSettings(all: readonly HadolintSettings[]): HadolintSettings {
  const last = <Key extends keyof HadolintSettings>(key: Key): HadolintSettings[Key] | undefined =>
    all.findLast((settings) => settings[key] !== undefined)?.[key];
  const override = (severity: Severity) => all.flatMap((settings) => settings.override[severity]);
  return {
    override: {
      error: override('error'),
      warning: override('warning'),
      info: override('info'),
      style: override('style'),
    },
    ignored: all.flatMap(({ ignored }) => ignored),
    trustedRegistries: all.flatMap(({ trustedRegistries }) => trustedRegistries),
    labelSchema: Object.assign({}, ...all.map(({ labelSchema }) => labelSchema)),
    strictLabels: last('strictLabels'),
    disableIgnorePragma: last('disableIgnorePragma'),
    noFail: last('noFail'),
    threshold: last('threshold'),
  };
}

/** Settings of a run from several places, the weakest first. Formats of two places are not for one run, though hadolint takes them so. */
export function joinHadolintRunSettings(all: readonly HadolintRunSettings[]): HadolintRunSettings {
  return {
    formats: all.findLast(({ formats }) => formats.length > 0)?.formats ?? [],
    noColor: all.findLast(({ noColor }) => noColor !== undefined)?.noColor,
    verbose: all.findLast(({ verbose }) => verbose !== undefined)?.verbose,
  };
}

/** The settings as a layer like any other. Codes that no rule has are left out, as hadolint does. */
export function hadolintLayer(settings: HadolintSettings, index: RuleIndex): Layer {
  const rules = new Map<string, RuleSetting>();
  const set = (name: string, setting: RuleSetting): unknown =>
    rules.set(name, { ...rules.get(name), ...setting });
  for (const [name, options] of optionsFor(settings, index)) set(name, { options });
  // The worst severity last, as it is the one that counts; but what is ignored is ignored.
  for (const severity of severities.toReversed()) {
    for (const name of namesOf(settings.override[severity], index)) set(name, { severity });
  }
  for (const name of namesOf(settings.ignored, index)) set(name, { severity: 'off' });
  const { disableIgnorePragma, noFail, threshold } = settings;
  return {
    ...emptyLayer,
    rules,
    threshold,
    neverFails: noFail,
    honoursIgnores: disableIgnorePragma === undefined ? undefined : !disableIgnorePragma,
  };
}

function namesOf(codes: readonly string[], index: RuleIndex): readonly string[] {
  return codes.flatMap((code) => index.nameOf(code) ?? []);
}

/** The options of rules that say which of hadolint's keys sets them. */
function optionsFor(
  { labelSchema, strictLabels, trustedRegistries }: HadolintSettings,
  { rules }: RuleIndex,
): readonly (readonly [name: string, options: Readonly<Record<string, unknown>>])[] {
  const given: Readonly<Record<HadolintOptionKey, unknown>> = {
    trustedRegistries: trustedRegistries.length > 0 ? trustedRegistries : undefined,
    'label-schema': Object.keys(labelSchema).length > 0 ? labelSchema : undefined,
    'strict-labels': strictLabels,
  };
  const valueOf = ({ hadolint }: OptionSpec): unknown =>
    hadolint === undefined ? undefined : given[hadolint];
  return rules.flatMap((rule) => {
    const values = Object.entries(rule.options ?? {}).flatMap(([option, spec]) => {
      const value = valueOf(spec);
      return value === undefined ? [] : [[option, value] as const];
    });
    return values.length === 0 ? [] : [[rule.name, Object.fromEntries(values)] as const];
  });
}
