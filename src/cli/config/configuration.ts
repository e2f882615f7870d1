import { dirname, resolve } from 'node:path';
import { emptyLayer, type Layer, type Threshold } from '../../lint/config/config.ts';
import type { HadolintRunSettings } from '../../lint/config/hadolint-settings.ts';
import { mergeLayers } from '../../lint/config/merge-layers.ts';
import { rules } from '../../rules/index.ts';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import type { ConfigOrigin, FileConfiguration } from './file-configuration.ts';
import { ConfigFinder } from './find-config.ts';
import { findHadolintConfig } from './find-hadolint-config.ts';
import { explainMisnamed } from './misnamed-config.ts';
import type { ConfigArguments } from './options.ts';
import type { RuleConfiguration } from './rule-configuration.ts';

/** The settings of a run: those of configuration files, which may differ from file to file, under those of the command line. */
export class Configuration {
  readonly #args: ConfigArguments;
  readonly #io: Io;
  readonly #finder: ConfigFinder;
  readonly #commandLine: Layer;
  /** One for all, so that it is seen that they are linted alike. */
  readonly #unconfigured: FileConfiguration;
  /** Whether hadolint's environment variables may say something; asked once, as the environment is slow. */
  readonly #hasEnvironment: boolean;
  #rules: Promise<RuleConfiguration> | undefined;
  #hadolint: { readonly origin: ConfigOrigin | undefined } | undefined;

  private constructor(args: ConfigArguments, io: Io) {
    this.#args = args;
    this.#io = io;
    this.#finder = new ConfigFinder(io.cwd);
    this.#commandLine = layerOf(args);
    const effective = mergeLayers([this.#commandLine]);
    this.#hasEnvironment = Object.keys(io.env).some((name) => name.startsWith('HADOLINT_'));
    this.#unconfigured = { ...effective, rules, origin: undefined, isIgnored: false };
  }

  /** Reads what the command line says. Throws a `UsageError` for what cannot be. */
  static async open(args: ConfigArguments, io: Io): Promise<Configuration> {
    if (args.config !== undefined && args['no-config'])
      throw new UsageError('--config and --no-config exclude each other');
    const configuration = new Configuration(args, io);
    if (saysSomethingOfRules(args)) await configuration.#ruleConfiguration();
    return configuration;
  }

  /** What holds for a file, by its name as shown. Throws a `ConfigError` where its configuration is wrong. */
  async of(name: string): Promise<FileConfiguration> {
    const file = resolve(this.#io.cwd, name);
    const origin = this.#originFor(file);
    // Most runs have nothing to configure, and need not load what reads configurations.
    if (origin === undefined && this.#rules === undefined && !this.#hasEnvironment) return this.#unconfigured;
    return (await this.#ruleConfiguration()).of(file, origin);
  }

  /** What hadolint's configuration and environment say of the run as a whole: those of the working directory. */
  async ofRun(): Promise<HadolintRunSettings> {
    const origin = this.#originFor(resolve(this.#io.cwd, 'Dockerfile'));
    if (!this.#hasEnvironment && (origin === undefined || origin.kind === 'dlint'))
      return { formats: [], noColor: undefined, verbose: undefined };
    return (await this.#ruleConfiguration()).ofRun(origin);
  }

  /** What is to be said of the working directory as a whole: that it has a file which is meant to be a configuration, but has another name. */
  get warning(): string | undefined {
    const isFound = this.#originFor(resolve(this.#io.cwd, 'Dockerfile')) !== undefined;
    return isFound || this.#args['no-config'] ? undefined : explainMisnamed(this.#io.cwd);
  }

  #originFor(file: string): ConfigOrigin | undefined {
    if (this.#args['no-config']) return undefined;
    if (this.#args.config !== undefined)
      return { file: resolve(this.#io.cwd, this.#args.config), kind: 'named', setsPreset: true };
    const own = this.#finder.find(dirname(file));
    if (own !== undefined) return { file: own, kind: 'dlint', setsPreset: false };
    this.#hadolint ??= { origin: originOfHadolint(this.#io) };
    return this.#hadolint.origin;
  }

  #ruleConfiguration(): Promise<RuleConfiguration> {
    this.#rules ??= import('./rule-configuration.ts').then(
      ({ RuleConfiguration }) => new RuleConfiguration(this.#args, this.#commandLine, this.#io),
    );
    return this.#rules;
  }
}

function originOfHadolint(io: Io): ConfigOrigin | undefined {
  const found = findHadolintConfig(io);
  return found && { file: found.file, kind: 'hadolint', setsPreset: found.isProject };
}

/** With hadolint's word `ignore` every finding counts; its `none` means the same there, but never to fail here. */
function thresholdIn({ 'failure-threshold': threshold }: ConfigArguments): Threshold | undefined {
  return threshold === 'ignore' ? 'style' : threshold;
}

/** What a command line says of files as a whole. */
function layerOf(args: ConfigArguments): Layer {
  return {
    ...emptyLayer,
    preset: args.preset,
    threshold: thresholdIn(args),
    neverFails: args['no-fail'] ? true : undefined,
    honoursIgnores: args['disable-ignore-pragma'] ? false : undefined,
    reportsUnusedIgnores: args['report-unused-ignores'] ? true : undefined,
  };
}

const listFlags = [
  'rule',
  'error',
  'warning',
  'info',
  'style',
  'ignore',
  'trusted-registry',
  'require-label',
] as const;

function saysSomethingOfRules(args: ConfigArguments): boolean {
  return args['strict-labels'] || listFlags.some((flag) => args[flag].length > 0);
}
