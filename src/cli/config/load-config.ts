import { basename } from 'node:path';
import { Checker } from '../../lint/config/checker.ts';
import { type HadolintConfig, readHadolintConfig } from '../../lint/config/read-hadolint-config.ts';
import { formatAliases, formats } from '../reporters/reporters.ts';
import { type DlintConfig, type LoadContext, loadDlintConfig } from './load-dlint-config.ts';
import { readConfigFile } from './read-config-file.ts';

/** What a configuration file comes to: one of dlint's with those that it extends, the weakest first; or one of hadolint's. */
export type LoadedConfig =
  | ({ readonly kind: 'dlint' } & DlintConfig)
  | ({ readonly kind: 'hadolint' } & HadolintConfig);

/** Keys that hadolint knows and dlint does not. */
const hadolintKeys = ['ignored', 'override', 'trustedRegistries', 'label-schema', 'strict-labels', 'no-fail'];

/** Loads a configuration file (absolute) of either kind. Throws a `ConfigError`. */
export async function loadConfig(
  file: string,
  kind: LoadedConfig['kind'],
  context: LoadContext,
): Promise<LoadedConfig> {
  return kind === 'dlint'
    ? { kind, ...(await loadDlintConfig(file, context)) }
    : { kind, ...loadHadolintConfig(file, context.cwd) };
}

/** Loads a configuration file (absolute) of hadolint's. Throws a `ConfigError`. */
export function loadHadolintConfig(file: string, cwd: string): HadolintConfig {
  const { assertCorrect, checker, value } = readConfigFile(file, cwd);
  const config = readHadolintConfig(value, checker, [...formats, ...Object.keys(formatAliases)]);
  assertCorrect();
  return config;
}

/** Whose a configuration file (absolute) is that was named on the command line: its name tells, else its keys. */
export function kindOf(file: string, cwd: string): LoadedConfig['kind'] {
  if (basename(file).includes('hadolint')) return 'hadolint';
  const keys = new Checker().entries(readConfigFile(file, cwd).value, []).map(([key]) => key);
  return keys.some((key) => hadolintKeys.includes(key)) ? 'hadolint' : 'dlint';
}
