import stringWidth from 'fast-string-width';
import { type Preset, presets } from '../../lint/presets.ts';
import type { Rule } from '../../lint/rule.ts';
import { codeOf, levelOf } from '../../lint/rule-settings.ts';
import { rules } from '../../rules/index.ts';
import { colorOptions, wantsColor } from '../color.ts';
import { defineCommand, UsageError } from '../command.ts';
import { Exit } from '../exit.ts';
import { jsonText } from '../json-text.ts';
import { createStyle, type Style } from '../style.ts';

/** `dlint rules`: what dlint looks for. */
export default defineCommand({
  name: 'rules',
  summary: 'List the rules',
  description:
    'Each rule with its code, its name, how severe its findings are, and the problem. Explain one with `dlint explain`.',
  operands: '',
  options: {
    preset: { type: 'string', value: 'NAME', choices: presets, summary: 'Only the rules of this preset' },
    format: {
      type: 'string',
      short: 'f',
      value: 'FORMAT',
      choices: ['table', 'json'],
      summary: 'How they are shown (default table)',
    },
    ...colorOptions,
  },
  examples: [
    ['dlint rules --preset security', 'See what the preset has'],
    ['dlint rules -f json', 'For programs'],
  ],
  async run({ operands, options }, io) {
    if (operands[0] !== undefined)
      throw new UsageError(`takes no '${operands[0]}'; dlint explain shows one rule`);
    const preset = options.preset ?? 'all';
    const shown = rules.filter((rule) => levelOf(rule, preset) !== 'off');
    const style = createStyle(wantsColor(options, io));
    io.stdout.write(options.format === 'json' ? toJson(shown) : toTable(shown, preset, style));
    return Exit.clean;
  },
});

function toTable(shown: readonly Rule[], preset: Preset, style: Style): string {
  const rows = shown.map((rule) => {
    const level = levelOf(rule, preset);
    return { code: codeOf(rule, preset), level, name: rule.name, summary: rule.summary };
  });
  const width = (key: 'code' | 'name'): number => Math.max(...rows.map((row) => stringWidth(row[key])));
  const [codeWidth, nameWidth] = [width('code'), width('name')];
  const lines = rows.map(({ code, level, name, summary }) => {
    const severity = level === 'off' ? '' : style(level, level.padEnd('warning'.length));
    return `${style('bold', code.padEnd(codeWidth))}  ${name.padEnd(nameWidth)}  ${severity}  ${summary}\n`;
  });
  return lines.join('');
}

function toJson(shown: readonly Rule[]): string {
  const described = shown.map((rule) => ({
    name: rule.name,
    code: codeOf(rule, 'recommended'),
    aliases: rule.aliases ?? {},
    severity: rule.severity,
    category: rule.category,
    presets: Object.fromEntries(
      presets.map((preset) => [preset, levelOf(rule, preset)]).filter(([, level]) => level !== 'off'),
    ),
    summary: rule.summary,
    why: rule.why,
    options: rule.options ?? {},
  }));
  return `${jsonText(described, 2)}\n`;
}
