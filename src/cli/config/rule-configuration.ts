import type { Layer } from '../../lint/config/config.ts';
import { emptyLayer } from '../../lint/config/config.ts';
import {
  type HadolintSettings,
  hadolintLayer,
  joinHadolintSettings,
} from '../../lint/config/hadolint-settings.ts';
import { mergeLayers } from '../../lint/config/merge-layers.ts';
import { readHadolintEnvironment } from '../../lint/config/read-hadolint-environment.ts';
import { RuleIndex } from '../../lint/config/rule-index.ts';
import { rules } from '../../rules/index.ts';
import type { Io } from '../io.ts';
import type { ConfigOrigin, FileConfiguration } from './configuration.ts';
import { kindOf, type LoadedConfig, loadConfig } from './load-config.ts';
import type { ConfigArguments } from './options.ts';
import { readHadolintFlags, readRuleFlags } from './rule-flags.ts';

/** What is known of a configuration file: what it says, or why it cannot be used. */
type Outcome = { readonly config: LoadedConfig } | { readonly error: unknown };

/** Settings where there is something to configure: reads each configuration file once and lays everything over each other. */
export class RuleConfiguration {
  readonly #index = new RuleIndex(rules);
  readonly #io: Io;
  readonly #commandLine: Layer;
  readonly #hadolintFlags: HadolintSettings;
  readonly #ruleFlags: Layer;
  readonly #loaded = new Map<string, Outcome>();

  constructor(args: ConfigArguments, commandLine: Layer, io: Io) {
    this.#io = io;
    this.#commandLine = commandLine;
    this.#hadolintFlags = readHadolintFlags(args, this.#index);
    this.#ruleFlags = readRuleFlags(args.rule, this.#index);
  }

  /** What holds for a file (absolute). Throws a `ConfigError`, the same one each time, where the configuration is wrong. */
  of(file: string, origin: ConfigOrigin | undefined): FileConfiguration {
    const config: LoadedConfig = origin === undefined ? { kind: 'dlint', configs: [] } : this.#load(origin);
    const layers = layersFor(file, config, origin);
    const above = [this.#ruleFlags, this.#commandLine];
    const { preset } = mergeLayers([...layers, ...above]);
    const environment = preset === 'hadolint' ? [readHadolintEnvironment(this.#io.env)] : [];
    return {
      ...mergeLayers([...layers, ...this.#hadolintLayers(config, environment), ...above]),
      origin: origin?.file,
      isIgnored: config.kind === 'dlint' && config.configs.some(({ ignored }) => ignored.match(file)),
    };
  }

  /** hadolint puts its sources together, the file above the environment; over a file of dlint's they are layers like others. */
  #hadolintLayers(config: LoadedConfig, environment: readonly HadolintSettings[]): readonly Layer[] {
    const groups =
      config.kind === 'hadolint'
        ? [joinHadolintSettings([...environment, config.settings, this.#hadolintFlags])]
        : [...environment, this.#hadolintFlags];
    return groups.map((settings) => hadolintLayer(settings, this.#index));
  }

  #load(origin: ConfigOrigin): LoadedConfig {
    const outcome = this.#loaded.get(origin.file) ?? this.#tryLoad(origin);
    this.#loaded.set(origin.file, outcome);
    if ('error' in outcome) throw outcome.error;
    return outcome.config;
  }

  #tryLoad({ file, kind }: ConfigOrigin): Outcome {
    const { cwd } = this.#io;
    try {
      const whose = kind === 'named' ? kindOf(file, cwd) : kind;
      return { config: loadConfig(file, whose, { index: this.#index, cwd }) };
    } catch (error) {
      return { error };
    }
  }
}

/** What files say of a file, without hadolint's settings: first what holds for all, then what holds for some. */
function layersFor(file: string, config: LoadedConfig, origin: ConfigOrigin | undefined): readonly Layer[] {
  if (config.kind === 'hadolint') return origin?.setsPreset ? [{ ...emptyLayer, preset: 'hadolint' }] : [];
  const overrides = config.configs.flatMap((placed) => placed.overrides);
  return [
    ...config.configs.map(({ layer }) => layer),
    ...overrides.filter(({ files }) => files.match(file)).map(({ layer }) => layer),
  ];
}
