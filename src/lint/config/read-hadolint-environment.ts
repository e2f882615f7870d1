import { hadolintThresholds } from './config.ts';
import {
  type HadolintRunSettings,
  type HadolintSettings,
  labelTypes,
  readThreshold,
} from './hadolint-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const truthy = new Set(['1', 'y', 'on', 'true', 'yes']);

/** Reads hadolint's environment variables; what it cannot make sense of it passes over, and so does this. */
export function readHadolintEnvironment(environment: Environment): HadolintSettings {
  const get = (name: string): string | undefined => environment[`HADOLINT_${name}`];
  const list = (name: string): readonly string[] => readList(get(name));
  const flag = (name: string): boolean | undefined => readFlag(get(name));
  const threshold = hadolintThresholds.find((word) => word === get('FAILURE_THRESHOLD'));
  return {
    override: {
      error: list('OVERRIDE_ERROR'),
      warning: list('OVERRIDE_WARNING'),
      info: list('OVERRIDE_INFO'),
      style: list('OVERRIDE_STYLE'),
    },
    ignored: list('IGNORE'),
    trustedRegistries: list('TRUSTED_REGISTRIES'),
    labelSchema: readLabels(list('REQUIRE_LABELS')).schema,
    strictLabels: flag('STRICT_LABELS'),
    disableIgnorePragma: flag('DISABLE_IGNORE_PRAGMA'),
    noFail: flag('NOFAIL'),
    threshold: threshold === undefined ? undefined : readThreshold(threshold),
  };
}

/** Reads what hadolint's environment variables say about the run. */
export function readHadolintRunEnvironment(environment: Environment): HadolintRunSettings {
  return {
    formats: readList(environment.HADOLINT_FORMAT),
    noColor: undefined,
    verbose: readFlag(environment.HADOLINT_VERBOSE),
  };
}

/** Labels as `name:type`; those of which the type is unknown are given back. */
export function readLabels(texts: readonly string[]): {
  readonly schema: Readonly<Record<string, string>>;
  readonly unknown: readonly string[];
} {
  const schema: Record<string, string> = {};
  const unknown: string[] = [];
  for (const text of texts) {
    const [, name = '', word = ''] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
    const type = labelTypes.find((known) => known === (word === '' ? 'text' : word));
    if (type === undefined || name === '') unknown.push(text);
    else schema[name] = type;
  }
  return { schema, unknown };
}

function readFlag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : truthy.has(value.trim().toLowerCase());
}

function readList(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
