import { lint } from '../../src/lint/lint.ts';
import type { Preset } from '../../src/lint/presets.ts';
import type { Rule } from '../../src/lint/rule.ts';
import { type Assumptions, noAssumptions } from '../../src/model/assumptions.ts';
import { parse } from '../../src/parser/parse.ts';

/** `line:column-line:column severity code message`, a line for each finding. */
export function renderFindings(
  text: string,
  rules: readonly Rule[],
  preset: Preset,
  options: Readonly<Record<string, unknown>> = {},
  assumptions: Assumptions = noAssumptions,
): string {
  const dockerfile = parse(text);
  const settings = new Map(rules.map(({ name }) => [name, { options }]));
  const lines = lint(dockerfile, { rules, preset, settings, assumptions }).map(
    ({ code, message, severity, span }) => {
      const [start, end] = [dockerfile.source.position(span.start), dockerfile.source.position(span.end)];
      return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${code} ${message}\n`;
    },
  );
  return lines.join('');
}
