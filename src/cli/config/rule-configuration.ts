import type { Layer } from '../../lint/config/config.ts';
import { emptyLayer } from '../../lint/config/config.ts';
import {
  type HadolintRunSettings,
  type HadolintSettings,
  hadolintLayer,
  joinHadolintRunSettings,
  joinHadolintSettings,
} from '../../lint/config/hadolint-settings.ts';
import { type Effective, mergeLayers } from '../../lint/config/merge-layers.ts';
import {
  readHadolintEnvironment,
  readHadolintRunEnvironment,
} from '../../lint/config/read-hadolint-environment.ts';
import { RuleIndex } from '../../lint/config/rule-index.ts';
import { rules } from '../../rules/index.ts';
import type { Io } from '../io.ts';
import type { ConfigOrigin, FileConfiguration } from './file-configuration.ts';
import { kindOf, type LoadedConfig, loadConfig } from './load-config.ts';
import type { ConfigArguments } from './options.ts';
import { Plugins } from './plugins.ts';
import { readHadolintFlags, readRuleFlags } from './rule-flags.ts';

/** What layers of settings come to. */
interface Merged {
  readonly layers: readonly Layer[];
  readonly effective: Effective;
}

/** Settings where there is something to configure: reads each configuration file once and lays everything over each other. */
export class RuleConfiguration {
  /** For what is not said in files: the command line is read before any plugin is known. */
  readonly #index = new RuleIndex(rules, { knowsPlugins: false });
  readonly #io: Io;
  readonly #commandLine: Layer;
  readonly #hadolintFlags: HadolintSettings;
  readonly #ruleFlags: Layer;
  readonly #plugins: Plugins | undefined;
  readonly #loaded = new Map<string, Promise<LoadedConfig>>();
  readonly #merged = new Map<LoadedConfig, readonly Merged[]>();

  constructor(args: ConfigArguments, commandLine: Layer, io: Io) {
    this.#io = io;
    this.#commandLine = commandLine;
    this.#plugins = args['no-plugins'] ? undefined : new Plugins();
    this.#hadolintFlags = readHadolintFlags(args, this.#index);
    this.#ruleFlags = readRuleFlags(args.rule, this.#index);
  }

  /** What holds for a file (absolute). Throws a `ConfigError`, the same one each time, where the configuration is wrong. */
  async of(file: string, origin: ConfigOrigin | undefined): Promise<FileConfiguration> {
    const config = origin === undefined ? nothing : await this.#load(origin);
    return {
      ...this.#effective(config, layersFor(file, config, origin)),
      rules: config.kind === 'dlint' ? config.rules : rules,
      origin: origin?.file,
      isIgnored: config.kind === 'dlint' && config.configs.some(({ ignored }) => ignored.match(file)),
    };
  }

  /**
   * What hadolint's environment says of the run, and over it the file of hadolint's that has this origin, if it is one. A file with a
   * mistake says nothing here: those that it is for will tell.
   */
  async ofRun(origin: ConfigOrigin | undefined): Promise<HadolintRunSettings> {
    const environment = readHadolintRunEnvironment(this.#io.env);
    const config = origin === undefined ? nothing : await this.#load(origin).catch(() => nothing);
    return config.kind === 'hadolint' ? joinHadolintRunSettings([environment, config.run]) : environment;
  }

  /** The same object for files to which the same applies, so that it is seen that they are linted alike. */
  #effective(config: LoadedConfig, layers: readonly Layer[]): Effective {
    const known = this.#merged.get(config)?.find((merged) => areSame(merged.layers, layers));
    if (known !== undefined) return known.effective;
    const above = [this.#ruleFlags, this.#commandLine];
    const environment = readHadolintEnvironment(this.#io.env);
    const effective = mergeLayers([...layers, ...this.#hadolintLayers(config, environment), ...above]);
    this.#merged.set(config, [...(this.#merged.get(config) ?? []), { layers, effective }]);
    return effective;
  }

  /** hadolint puts its sources together, the file above the environment; over a file of dlint's they are layers like others. */
  #hadolintLayers(config: LoadedConfig, environment: HadolintSettings): readonly Layer[] {
    const groups =
      config.kind === 'hadolint'
        ? [joinHadolintSettings([environment, config.settings, this.#hadolintFlags])]
        : [environment, this.#hadolintFlags];
    return groups.map((settings) => hadolintLayer(settings, this.#index));
  }

  #load(origin: ConfigOrigin): Promise<LoadedConfig> {
    const loaded = this.#loaded.get(origin.file) ?? this.#loadAnew(origin);
    this.#loaded.set(origin.file, loaded);
    return loaded;
  }

  async #loadAnew({ file, kind }: ConfigOrigin): Promise<LoadedConfig> {
    const { cwd } = this.#io;
    const whose = kind === 'named' ? kindOf(file, cwd) : kind;
    return loadConfig(file, whose, { rules, plugins: this.#plugins, cwd });
  }
}

function areSame(some: readonly Layer[], others: readonly Layer[]): boolean {
  return some.length === others.length && some.every((layer, index) => layer === others[index]);
}

const hadolintPreset: Layer = { ...emptyLayer, preset: 'hadolint' };

const nothing: LoadedConfig = { kind: 'dlint', configs: [], rules };

/** What files say of a file, without hadolint's settings: first what holds for all, then what holds for some. */
function layersFor(file: string, config: LoadedConfig, origin: ConfigOrigin | undefined): readonly Layer[] {
  if (config.kind === 'hadolint') return origin?.setsPreset ? [hadolintPreset] : [];
  const overrides = config.configs.flatMap((placed) => placed.overrides);
  return [
    ...config.configs.map(({ layer }) => layer),
    ...overrides.filter(({ files }) => files.match(file)).map(({ layer }) => layer),
  ];
}
