import { severities } from '../../diagnostic.ts';
import { presets } from '../presets.ts';
import { Checker, type ConfigPath } from './checker.ts';
import type { Config, Layer, Override } from './config.ts';
import { readImages } from './read-images.ts';
import { readRules } from './read-rules.ts';
import type { RuleIndex } from './rule-index.ts';

/** What `failure-threshold` can be. */
export const thresholds = [...severities, 'none'] as const;

const layerKeys = [
  'preset',
  'rules',
  'failure-threshold',
  'disable-ignore-pragma',
  'report-unused-ignores',
  'images',
] as const;

/** The keys of an override. */
export const overrideKeys = ['files', ...layerKeys] as const;

/** The keys of a configuration. */
export const configKeys = ['$schema', 'extends', 'plugins', ...layerKeys, 'overrides', 'ignore'] as const;

/** What a configuration builds on: it has to be loaded before the rest can be read. */
export type Foundation = Pick<Config, 'extends' | 'plugins'>;

/** Reads what a configuration builds on. What is wrong with that is told by `readConfig`. */
export function readFoundation(value: unknown): Foundation {
  const checker = new Checker();
  const found = checker.mapping(value, [], configKeys);
  return {
    extends: checker.strings(found.extends, ['extends']),
    plugins: checker.strings(found.plugins, ['plugins']),
  };
}

/** Reads a configuration of dlint's. What is wrong with it is taken down by the checker. */
export function readConfig(value: unknown, checker: Checker, index: RuleIndex): Config {
  const found = checker.mapping(value, [], configKeys);
  checker.string(found.$schema, ['$schema']);
  return {
    extends: checker.strings(found.extends, ['extends']),
    plugins: checker.strings(found.plugins, ['plugins']),
    ...readLayer(found, [], checker, index),
    overrides: checker
      .list(found.overrides, ['overrides'])
      .map((entry, at) => readOverride(entry, ['overrides', at], checker, index)),
    ignore: checker.strings(found.ignore, ['ignore']),
  };
}

function readOverride(value: unknown, path: ConfigPath, checker: Checker, index: RuleIndex): Override {
  const found = checker.mapping(value, path, overrideKeys);
  const files = checker.strings(found.files, [...path, 'files']);
  if (found.files === undefined)
    checker.wrong(path, 'an override needs `files`, the patterns that it is for');
  return { files, ...readLayer(found, path, checker, index) };
}

type LayerValues = Readonly<Partial<Record<(typeof layerKeys)[number], unknown>>>;

function readLayer(found: LayerValues, path: ConfigPath, checker: Checker, index: RuleIndex): Layer {
  const at = (key: keyof LayerValues): ConfigPath => [...path, key];
  const disables = checker.boolean(found['disable-ignore-pragma'], at('disable-ignore-pragma'));
  return {
    preset: checker.choice(found.preset, at('preset'), presets),
    threshold: checker.choice(found['failure-threshold'], at('failure-threshold'), thresholds),
    neverFails: undefined,
    honoursIgnores: disables === undefined ? undefined : !disables,
    reportsUnusedIgnores: checker.boolean(found['report-unused-ignores'], at('report-unused-ignores')),
    images: readImages(found.images, at('images'), checker),
    rules: readRules(found.rules, at('rules'), checker, index),
  };
}
