import { dirname } from 'node:path';
import type { Checker } from '../../lint/config/checker.ts';
import { type Config, emptyLayer, type Layer } from '../../lint/config/config.ts';
import { readConfig, readFoundation } from '../../lint/config/read-config.ts';
import { RuleIndex } from '../../lint/config/rule-index.ts';
import type { Rule } from '../../lint/rule.ts';
import { FilePatterns } from './file-patterns.ts';
import { type Base, findBase } from './find-base.ts';
import { joinRules, type Plugins } from './plugins.ts';
import { readConfigFile } from './read-config-file.ts';

/** A configuration of which the patterns know their directory. */
export interface PlacedConfig {
  readonly layer: Layer;
  readonly overrides: readonly { readonly files: FilePatterns; readonly layer: Layer }[];
  readonly ignored: FilePatterns;
}

/** A configuration with those that it extends, the weakest first, and the rules that there are for it. */
export interface DlintConfig {
  readonly configs: readonly PlacedConfig[];
  readonly rules: readonly Rule[];
}

export interface LoadContext {
  /** The rules that there are without plugins. */
  readonly rules: readonly Rule[];
  /** Undefined where plugins are not wanted: then they are not imported, and settings of their rules are passed over. */
  readonly plugins: Plugins | undefined;
  /** Absolute; paths below it are shown from there. */
  readonly cwd: string;
}

/** Loads a configuration (absolute) and all that it extends, with its plugins. Throws a `ConfigError`. */
export function loadDlintConfig(file: string, context: LoadContext): Promise<DlintConfig> {
  return load(file, dirname(file), [], context);
}

async function load(
  file: string,
  directory: string,
  users: readonly string[],
  context: LoadContext,
): Promise<DlintConfig> {
  const { assertCorrect, checker, value } = readConfigFile(file, context.cwd);
  const foundation = readFoundation(value);
  const below: PlacedConfig[] = [];
  const gathered = new GatheredRules(context.rules, checker);
  for (const [at, target] of foundation.extends.entries()) {
    const base = usableBase(findBase(target, file, directory), target, [...users, file]);
    if (typeof base === 'string') checker.wrong(['extends', at], base);
    else if (base.kind === 'preset') below.push(place({ ...presetAlone, preset: base.preset }, directory));
    else {
      const loaded = await load(base.file, base.directory, [...users, file], context);
      below.push(...loaded.configs);
      gathered.add(loaded.rules, ['extends', at]);
    }
  }
  if (context.plugins !== undefined) await gathered.addPlugins(foundation.plugins, file, context.plugins);
  // What is set for a plugin that cannot be used is no mistake besides.
  const knowsPlugins = context.plugins !== undefined && !gathered.hasFailed;
  const config = readConfig(value, checker, new RuleIndex(gathered.rules, { knowsPlugins }));
  assertCorrect();
  return { configs: [...below, place(config, directory)], rules: gathered.rules };
}

/** The rules of a configuration as they come together. What cannot be added is taken down by the checker. */
class GatheredRules {
  rules: readonly Rule[];
  hasFailed = false;
  readonly #checker: Checker;

  constructor(rules: readonly Rule[], checker: Checker) {
    this.rules = rules;
    this.#checker = checker;
  }

  async addPlugins(targets: readonly string[], file: string, plugins: Plugins): Promise<void> {
    for (const [at, target] of targets.entries()) this.add(await plugins.load(target, file), ['plugins', at]);
  }

  add(rules: readonly Rule[] | string, path: readonly [key: string, index: number]): void {
    const joined = typeof rules === 'string' ? rules : joinRules(this.rules, rules);
    if (typeof joined !== 'string') {
      this.rules = joined;
      return;
    }
    this.hasFailed = true;
    this.#checker.wrong(path, joined);
  }
}

const presetAlone: Config = { ...emptyLayer, extends: [], plugins: [], overrides: [], ignore: [] };

function usableBase(base: Base | string, target: string, users: readonly string[]): Base | string {
  const isLoop = typeof base !== 'string' && base.kind === 'file' && users.includes(base.file);
  return isLoop ? `\`${target}\` leads back to this file` : base;
}

function place(config: Config, directory: string): PlacedConfig {
  return {
    layer: config,
    overrides: config.overrides.map((layer) => ({ files: new FilePatterns(layer.files, directory), layer })),
    ignored: new FilePatterns(config.ignore, directory),
  };
}
