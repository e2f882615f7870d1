import type { Severity } from '../diagnostic.ts';
import type { Rule } from './rule.ts';

/** The presets that a rule names itself; `security` and `style` follow from its category, `all` has every rule. */
export const declaredPresets = ['recommended', 'strict', 'hadolint', 'buildkit'] as const;

export type DeclaredPreset = (typeof declaredPresets)[number];

/** The sets of rules that a user can choose by one name. */
export const presets = [...declaredPresets, 'security', 'style', 'all'] as const;

export type Preset = (typeof presets)[number];

/** How severe a rule's findings are under a preset; `null` where the preset does not have the rule. */
export function severityIn(preset: Preset, { category, presets: declared, severity }: Rule): Severity | null {
  switch (preset) {
    case 'all':
      return severity;
    case 'security':
    case 'style':
      return category === preset ? severity : null;
    case 'strict':
      return resolve(declared.strict ?? declared.recommended, severity);
    case 'buildkit':
      return resolve(declared.buildkit, 'warning');
    case 'recommended':
    case 'hadolint':
      return resolve(declared[preset], severity);
  }
}

function resolve(declared: true | Severity | undefined, severity: Severity): Severity | null {
  if (declared === undefined) return null;
  return declared === true ? severity : declared;
}

/** The severity from which on findings make `dlint` fail. */
export function failureThreshold(preset: Preset): Severity {
  return preset === 'hadolint' ? 'info' : 'warning';
}
