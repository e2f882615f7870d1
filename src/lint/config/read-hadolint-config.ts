import type { Checker } from './checker.ts';
import { hadolintThresholds } from './config.ts';
import {
  type HadolintRunSettings,
  type HadolintSettings,
  labelTypes,
  readThreshold,
} from './hadolint-settings.ts';

/** What a configuration file of hadolint's says of findings, and of the run. */
export interface HadolintConfig {
  readonly settings: HadolintSettings;
  readonly run: HadolintRunSettings;
}

/** The keys of a file that have a value. */
type Given = ReadonlyMap<string, unknown>;

/**
 * Reads a configuration file of hadolint's: keys that nobody knows are passed over, as there; what has the wrong shape is a mistake.
 * `formats` are the names of those that there are.
 */
export function readHadolintConfig(
  value: unknown,
  checker: Checker,
  formats: readonly string[],
): HadolintConfig {
  const given = new Map(checker.entries(value, []).filter(([, entry]) => entry !== null));
  return { settings: readSettings(given, checker), run: readRunSettings(given, checker, formats) };
}

function readSettings(given: Given, checker: Checker): HadolintSettings {
  const flag = (key: string): boolean | undefined => checker.boolean(given.get(key), [key]);
  const strings = (key: string): readonly string[] => checker.strings(given.get(key), [key]);
  const override = new Map(checker.entries(given.get('override'), ['override']));
  const codes = (severity: string): readonly string[] =>
    checker.strings(override.get(severity), ['override', severity]);
  const threshold = checker.choice(given.get('failure-threshold'), ['failure-threshold'], hadolintThresholds);
  return {
    override: {
      error: codes('error'),
      warning: codes('warning'),
      info: codes('info'),
      style: codes('style'),
    },
    ignored: strings('ignored'),
    trustedRegistries: strings('trustedRegistries'),
    labelSchema: readLabelSchema(given.get('label-schema'), checker),
    strictLabels: flag('strict-labels'),
    disableIgnorePragma: flag('disable-ignore-pragma'),
    noFail: flag('no-fail'),
    threshold: threshold === undefined ? undefined : readThreshold(threshold),
  };
}

function readRunSettings(given: Given, checker: Checker, names: readonly string[]): HadolintRunSettings {
  const one = checker.choice(given.get('format'), ['format'], names);
  const several = checker
    .strings(given.get('formats'), ['formats'])
    .map((name, index) => checker.choice(name, ['formats', index], names));
  return {
    formats: [one, ...several].filter((format) => format !== undefined),
    noColor: checker.boolean(given.get('no-color'), ['no-color']),
    verbose: checker.boolean(given.get('verbose'), ['verbose']),
  };
}

function readLabelSchema(value: unknown, checker: Checker): Readonly<Record<string, string>> {
  const found = checker.entries(value, ['label-schema']).flatMap(([label, entry]) => {
    const type = checker.choice(entry || 'text', ['label-schema', label], labelTypes);
    return type === undefined ? [] : [[label, type] as const];
  });
  return Object.fromEntries(found);
}
