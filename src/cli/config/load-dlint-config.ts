import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, resolve } from 'node:path';
import { suggest } from '../../lint/config/checker.ts';
import { type Config, emptyLayer, type Layer } from '../../lint/config/config.ts';
import { readConfig } from '../../lint/config/read-config.ts';
import type { RuleIndex } from '../../lint/config/rule-index.ts';
import { type Preset, presets } from '../../lint/presets.ts';
import { FilePatterns } from './file-patterns.ts';
import { readConfigFile } from './read-config-file.ts';

/** A configuration of which the patterns know their directory. */
export interface PlacedConfig {
  readonly layer: Layer;
  readonly overrides: readonly { readonly files: FilePatterns; readonly layer: Layer }[];
  readonly ignored: FilePatterns;
}

export interface LoadContext {
  readonly index: RuleIndex;
  /** Absolute; paths below it are shown from there. */
  readonly cwd: string;
}

/** What a configuration builds on. */
type Base =
  | { readonly kind: 'preset'; readonly preset: Preset }
  /** A package has no place of its own in the project: its patterns start where it is used. */
  | { readonly kind: 'file'; readonly file: string; readonly directory: string };

/** Loads a configuration (absolute) and all that it extends, the weakest first. Throws a `ConfigError`. */
export function loadDlintConfig(file: string, context: LoadContext): readonly PlacedConfig[] {
  return load(file, dirname(file), [], context);
}

function load(
  file: string,
  directory: string,
  users: readonly string[],
  context: LoadContext,
): readonly PlacedConfig[] {
  const { assertCorrect, checker, value } = readConfigFile(file, context.cwd);
  const config = readConfig(value, checker, context.index);
  const bases = config.extends.flatMap((target, at) => {
    const base = findBase(target, file, directory);
    if (typeof base !== 'string' && !(base.kind === 'file' && [...users, file].includes(base.file)))
      return base;
    checker.wrong(['extends', at], typeof base === 'string' ? base : `\`${target}\` leads back to this file`);
    return [];
  });
  assertCorrect();
  const below = bases.flatMap((base) =>
    base.kind === 'preset'
      ? place({ ...emptyLayer, preset: base.preset, extends: [], overrides: [], ignore: [] }, directory)
      : load(base.file, base.directory, [...users, file], context),
  );
  return [...below, place(config, directory)];
}

function place(config: Config, directory: string): PlacedConfig {
  return {
    layer: config,
    overrides: config.overrides.map((layer) => ({ files: new FilePatterns(layer.files, directory), layer })),
    ignored: new FilePatterns(config.ignore, directory),
  };
}

/** What a word behind `extends` means; a string says why it means nothing. */
function findBase(target: string, file: string, directory: string): Base | string {
  const preset = presets.find((name) => name === target);
  if (preset !== undefined) return { kind: 'preset', preset };
  const path = resolve(dirname(file), target);
  if (existsSync(path) && extname(path) !== '') return { kind: 'file', file: path, directory: dirname(path) };
  if (/^\.{1,2}[\\/]/.test(target) || isAbsolute(target)) return `there is no file \`${target}\``;
  return findPackage(target, file, directory);
}

function findPackage(target: string, file: string, directory: string): Base | string {
  try {
    const found = createRequire(file).resolve(target);
    if (/\.(?:ya?ml|json)$/.test(found)) return { kind: 'file', file: found, directory };
    return `the package \`${target}\` is no configuration: its main file has to be YAML or JSON`;
  } catch {
    const advice = suggest(target, presets) || '; a file begins with `./`';
    return `\`${target}\` is neither a preset nor a package that is installed${advice}`;
  }
}
