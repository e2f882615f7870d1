import type { Severity } from '../diagnostic.ts';

/** The presets that a rule names itself; `security` and `style` follow from its category, `all` has every rule. */
export const declaredPresets = ['recommended', 'strict', 'hadolint', 'buildkit'] as const;

export type DeclaredPreset = (typeof declaredPresets)[number];

/** The sets of rules that a user can choose by one name. */
export const presets = [...declaredPresets, 'security', 'style', 'all'] as const;

export type Preset = (typeof presets)[number];

/** The severity from which on findings make `dlint` fail. */
export function failureThreshold(preset: Preset): Severity {
  return preset === 'hadolint' ? 'info' : 'warning';
}
