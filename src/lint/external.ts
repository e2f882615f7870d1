import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Preset } from './presets.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What other tools found, as severe as the user or the preset has it: set by code or by the tool's name, as rules are. */
export function gradeExternal(
  external: readonly Diagnostic[],
  preset: Preset,
  settings: RuleSettings,
): readonly Diagnostic[] {
  return external.flatMap((diagnostic) => {
    const { code, rule } = diagnostic;
    const set = settings.get(code)?.severity ?? settings.get(rule)?.severity;
    const severity = set ?? severityUnder(preset, diagnostic);
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}

/** Whether anything that a tool finds could be shown; its codes begin with a prefix, such as `SC`. */
export function wantsExternal(tool: string, prefix: string, preset: Preset, settings: RuleSettings): boolean {
  const severity = settings.get(tool)?.severity;
  if (severity !== undefined ? severity !== 'off' : hasExternal(preset)) return true;
  return [...settings].some(([id, set]) => id.startsWith(prefix) && set.severity !== 'off');
}

/**
 * What is seldom wrong in a build, though a warning: word splitting of a command's output (`rm $(cat list)`), a declaration that hides
 * an exit code (`export HOME="$(mktemp -d)"`), variables emptied by `A= B=`, and lists that have one entry at present.
 */
const OFTEN_MEANT = new Set(['SC2046', 'SC2155', 'SC1007', 'SC2043']);

function severityUnder(preset: Preset, { code, severity }: Diagnostic): Severity | 'off' {
  if (!hasExternal(preset)) return 'off';
  const isSerious = (severity === 'error' || severity === 'warning') && !OFTEN_MEANT.has(code);
  return preset === 'recommended' && !isSerious ? 'off' : severity;
}

/** `security` and `style` go by the category of a rule, which other tools do not tell; BuildKit looks into no script. */
function hasExternal(preset: Preset): boolean {
  return preset !== 'buildkit' && preset !== 'security' && preset !== 'style';
}
