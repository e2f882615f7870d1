import { severityIn } from '../src/lint/preset-severity.ts';
import { presets } from '../src/lint/presets.ts';
import type { Rule } from '../src/lint/rule.ts';
import { codeOf } from '../src/lint/rule-settings.ts';
import { rules } from '../src/rules/index.ts';

export { renderSchema } from './config-schema.ts';
export { rules };

/** The page of a rule: what it says of itself, and its fixture. */
export function renderPage(rule: Rule, fixture: string): string {
  const examples = fixture.replace(/^# .*\n+/, '');
  const parts = [
    `# ${rule.name}`,
    `${rule.summary}. ${rule.why}`,
    facts(rule),
    options(rule),
    examples.trim(),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function facts(rule: Rule): string {
  const { buildkit, hadolint } = rule.aliases ?? {};
  const rows = [
    ['Code', `\`${codeOf(rule, 'recommended')}\``],
    ['Severity', rule.severity],
    ['Category', rule.category],
    ['Presets', presetList(rule)],
    ['hadolint', hadolint === undefined ? '' : `\`${hadolint}\``],
    ['BuildKit', buildkit === undefined ? '' : `\`${buildkit}\``],
  ];
  const lines = rows.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`);
  return ['| | |', '| :- | :- |', ...lines].join('\n');
}

function presetList(rule: Rule): string {
  return presets
    .flatMap((preset) => {
      const severity = severityIn(preset, rule);
      if (severity === null) return [];
      return severity === rule.severity ? [`\`${preset}\``] : [`\`${preset}\` (${severity})`];
    })
    .join(', ');
}

function options({ options: specs = {} }: Rule): string {
  const rows = Object.entries(specs).map(
    ([name, { default: value, description, type }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  if (rows.length === 0) return '';
  return ['## Options', '', '| Name | Type | Default | |', '| :- | :- | :- | :- |', ...rows].join('\n');
}

/** The table of all rules. */
export function renderIndex(all: readonly Rule[]): string {
  const rows = all.map((rule) => {
    const recommended = severityIn('recommended', rule) === null ? '' : '✓';
    return `| [${rule.name}](${rule.name}.md) | \`${codeOf(rule, 'recommended')}\` | ${rule.severity} | ${recommended} | ${rule.summary} |`;
  });
  const head = [
    '# Rules',
    '',
    '| Rule | Code | Severity | Recommended | Problem |',
    '| :- | :- | :- | :-: | :- |',
  ];
  return `${[...head, ...rows].join('\n')}\n`;
}
