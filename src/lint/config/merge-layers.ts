import type { BaseImage } from '../../model/base-image.ts';
import { failureThreshold, type Preset } from '../presets.ts';
import type { RuleSetting, RuleSettings } from '../rule-settings.ts';
import type { Layer, Threshold } from './config.ts';

/** What holds for a file when everything has been said. */
export interface Effective {
  readonly preset: Preset;
  readonly threshold: Threshold;
  readonly honoursIgnores: boolean;
  readonly reportsUnusedIgnores: boolean;
  /** By the rules' own names. */
  readonly settings: RuleSettings;
  /** By their full names. */
  readonly images: ReadonlyMap<string, BaseImage>;
}

/**
 * Lays settings over each other, the weakest first. The strongest preset is the one that holds, and the settings of rules go over it,
 * whichever layer they are from.
 */
export function mergeLayers(layers: readonly Layer[]): Effective {
  const last = <Key extends keyof Layer>(key: Key): Layer[Key] | undefined =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const preset = last('preset') ?? 'recommended';
  return {
    preset,
    threshold: last('neverFails') ? 'none' : (last('threshold') ?? failureThreshold(preset)),
    honoursIgnores: last('honoursIgnores') ?? true,
    reportsUnusedIgnores: last('reportsUnusedIgnores') ?? false,
    images: new Map(layers.flatMap(({ images }) => [...images])),
    settings: mergeRules(layers.map(({ rules }) => rules)),
  };
}

function mergeRules(layers: readonly RuleSettings[]): RuleSettings {
  const merged = new Map<string, RuleSetting>();
  for (const layer of layers) {
    for (const [name, setting] of layer) merged.set(name, mergeSetting(merged.get(name), setting));
  }
  return merged;
}

/** A level alone leaves the options as they are; options replace those of the same name. */
function mergeSetting(below: RuleSetting | undefined, above: RuleSetting): RuleSetting {
  if (below?.options === undefined) return { ...below, ...above };
  return { ...below, ...above, options: { ...below.options, ...above.options } };
}
