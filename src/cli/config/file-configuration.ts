import type { Effective } from '../../lint/config/merge-layers.ts';
import type { Rule } from '../../lint/rule.ts';
import { showPath } from '../show-path.ts';

/** Where the settings of a file come from. */
export interface ConfigOrigin {
  /** Absolute. */
  readonly file: string;
  readonly kind: 'dlint' | 'hadolint' | 'named';
  /** Whether it makes `hadolint` the preset. */
  readonly setsPreset: boolean;
}

/** What is configured for one file. */
export interface FileConfiguration extends Effective {
  /** The rules that there are: ours and those of plugins. */
  readonly rules: readonly Rule[];
  /** The configuration file (absolute); undefined without one. */
  readonly origin: string | undefined;
  /** Whether the configuration takes the file out. */
  readonly isIgnored: boolean;
}

/** What is configured for a file in one line, for people who wonder. */
export function describeConfiguration(name: string, configured: FileConfiguration, cwd: string): string {
  const { isIgnored, origin, preset } = configured;
  const by = origin === undefined ? 'no configuration file' : `configuration ${showPath(origin, cwd)}`;
  return `${name}: preset ${preset}, ${by}${isIgnored ? ', which ignores the file' : ''}`;
}
