import type { Severity } from '../diagnostic.ts';
import type { Preset } from './presets.ts';
import type { Rule } from './rule.ts';

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
