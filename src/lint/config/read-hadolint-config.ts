import type { Checker } from './checker.ts';
import {
  type HadolintRunSettings,
  type HadolintSettings,
  hadolintThresholds,
  labelTypes,
  readThreshold,
} from './hadolint-settings.ts';

/** Reads a configuration file of hadolint's: keys that nobody knows are passed over, as there; what has the wrong shape is a mistake. */
export function readHadolintConfig(value: unknown, checker: Checker): HadolintSettings {
  const found = new Map(checker.entries(value, []).filter(([, entry]) => entry !== null));
  const flag = (key: string): boolean | undefined => checker.boolean(found.get(key), [key]);
  const strings = (key: string): readonly string[] => checker.strings(found.get(key), [key]);
  const override = new Map(checker.entries(found.get('override'), ['override']));
  const codes = (severity: string): readonly string[] =>
    checker.strings(override.get(severity), ['override', severity]);
  const threshold = checker.choice(found.get('failure-threshold'), ['failure-threshold'], hadolintThresholds);
  return {
    override: {
      error: codes('error'),
      warning: codes('warning'),
      info: codes('info'),
      style: codes('style'),
    },
    ignored: strings('ignored'),
    trustedRegistries: strings('trustedRegistries'),
    labelSchema: readLabelSchema(found.get('label-schema'), checker),
    strictLabels: flag('strict-labels'),
    disableIgnorePragma: flag('disable-ignore-pragma'),
    noFail: flag('no-fail'),
    threshold: threshold === undefined ? undefined : readThreshold(threshold),
  };
}

/** Reads what a configuration file of hadolint's says about the run; `names` are the formats that there are. */
export function readHadolintRunConfig(
  value: unknown,
  checker: Checker,
  names: readonly string[],
): HadolintRunSettings {
  const found = new Map(checker.entries(value, []).filter(([, entry]) => entry !== null));
  const one = checker.choice(found.get('format'), ['format'], names);
  const several = checker
    .strings(found.get('formats'), ['formats'])
    .map((name, index) => checker.choice(name, ['formats', index], names));
  return {
    formats: [one, ...several].filter((format) => format !== undefined),
    noColor: checker.boolean(found.get('no-color'), ['no-color']),
    verbose: checker.boolean(found.get('verbose'), ['verbose']),
  };
}

function readLabelSchema(value: unknown, checker: Checker): Readonly<Record<string, string>> {
  const found = checker.entries(value, ['label-schema']).flatMap(([label, entry]) => {
    const type = checker.choice(entry || 'text', ['label-schema', label], labelTypes);
    return type === undefined ? [] : [[label, type] as const];
  });
  return Object.fromEntries(found);
}
