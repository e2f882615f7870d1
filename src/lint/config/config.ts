import { type Severity, severities } from '../../diagnostic.ts';
import type { BaseImage } from '../../model/base-image.ts';
import type { Preset } from '../presets.ts';
import type { RuleSettings } from '../rule-settings.ts';

/** The least severe finding that makes `dlint` fail; with `none` no finding does. */
export type Threshold = Severity | 'none';

/** hadolint's words for a threshold. With `none` and `ignore` every finding counts for it. */
export const hadolintThresholds = [...severities, 'ignore', 'none'] as const;

/** What one source of settings says; `undefined` leaves it to those below. */
export interface Layer {
  readonly preset: Preset | undefined;
  readonly threshold: Threshold | undefined;
  /** Whether the threshold is `none` whatever else is said of it. */
  readonly neverFails: boolean | undefined;
  /** Whether comments may take findings out. */
  readonly honoursIgnores: boolean | undefined;
  /** Whether a comment that takes out nothing is itself a finding. */
  readonly reportsUnusedIgnores: boolean | undefined;
  readonly rules: RuleSettings;
  /** What is known of base images, by their full names. */
  readonly images: ReadonlyMap<string, BaseImage>;
}

/** Settings for some files. */
export interface Override extends Layer {
  /** Patterns as in `.gitignore`, from the directory of the configuration. */
  readonly files: readonly string[];
}

/** A configuration file, checked: every rule in it exists and goes by its own name. */
export interface Config extends Layer {
  /** Presets, files and packages whose settings come first. */
  readonly extends: readonly string[];
  /** Files and packages with rules of the user's. */
  readonly plugins: readonly string[];
  readonly overrides: readonly Override[];
  /** Files that are not linted: patterns as in `.gitignore`, from the directory of the configuration. */
  readonly ignore: readonly string[];
}

/** A layer that says nothing. */
export const emptyLayer: Layer = {
  preset: undefined,
  threshold: undefined,
  neverFails: undefined,
  honoursIgnores: undefined,
  reportsUnusedIgnores: undefined,
  rules: new Map(),
  images: new Map(),
};
