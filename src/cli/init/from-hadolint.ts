import { type Severity, severities } from '../../diagnostic.ts';
import type { HadolintRunSettings, HadolintSettings } from '../../lint/config/hadolint-settings.ts';
import { hadolintLayer } from '../../lint/config/hadolint-settings.ts';
import { RuleIndex } from '../../lint/config/rule-index.ts';
import { severityIn } from '../../lint/preset-severity.ts';
import { rules } from '../../rules/index.ts';
import type { ConfigDraft, DraftedLine } from './config-lines.ts';

/** A configuration of hadolint's, in dlint's words: the same findings, and each line says where it comes from. `file` is its name. */
export function draftFromHadolint(
  file: string,
  settings: HadolintSettings,
  run: HadolintRunSettings,
): ConfigDraft {
  const index = new RuleIndex(rules);
  return {
    head: [
      `Configuration of dlint, made from ${file} by \`dlint init\`. Nothing reads that file any more.`,
      'Without `preset: hadolint`, rules of dlint come in that hadolint does not have.',
    ],
    settings: [{ key: 'preset', value: 'hadolint', comment: file }, ...settingLines(settings)],
    rules: ruleLines(settings, index),
    tail: [...unknownCodes(settings, index), ...runLines(run)],
  };
}

function settingLines({ disableIgnorePragma, noFail, threshold }: HadolintSettings): readonly DraftedLine[] {
  const lines: DraftedLine[] = [];
  if (noFail) lines.push({ key: 'failure-threshold', value: 'none', comment: 'no-fail' });
  else if (threshold !== undefined)
    lines.push({ key: 'failure-threshold', value: threshold, comment: 'failure-threshold' });
  if (disableIgnorePragma !== undefined)
    lines.push({
      key: 'disable-ignore-pragma',
      value: disableIgnorePragma,
      comment: 'disable-ignore-pragma',
    });
  return lines;
}

function ruleLines(settings: HadolintSettings, index: RuleIndex): readonly DraftedLine[] {
  const { rules: set } = hadolintLayer(settings, index);
  return [...set].map(([name, { options, severity }]) => {
    const rule = index.find(name);
    const level = severity ?? (rule && severityIn('hadolint', rule)) ?? 'warning';
    const key = rule?.aliases?.hadolint ?? name;
    return {
      key,
      value: options === undefined ? level : [level, options],
      comment: originOf(name, settings, index),
    };
  });
}

/** The keys of hadolint's that say something of a rule. */
function originOf(name: string, { ignored, override }: HadolintSettings, index: RuleIndex): string {
  const says = (codes: readonly string[]): boolean => codes.some((code) => index.nameOf(code) === name);
  const optionKeys = Object.values(index.find(name)?.options ?? {}).flatMap(({ hadolint }) => hadolint ?? []);
  const levels = severities.filter((severity) => says(override[severity])).map(keyOf);
  return [...(says(ignored) ? ['ignored'] : levels), ...optionKeys].join(', ');
}

function keyOf(severity: Severity): string {
  return `override.${severity}`;
}

function unknownCodes({ ignored, override }: HadolintSettings, index: RuleIndex): readonly string[] {
  const codes = [...ignored, ...severities.flatMap((severity) => override[severity])];
  const unknown = [...new Set(codes)].filter((code) => index.nameOf(code) === undefined);
  return unknown.length === 0
    ? []
    : [`No rule goes by these codes, which are left out: ${unknown.join(', ')}`];
}

/** What is no matter of dlint's file, but of its command line. */
function runLines({ formats, noColor, verbose }: HadolintRunSettings): readonly string[] {
  const options = [
    ...formats.map((format) => `-f ${format}`),
    ...(noColor ? ['--no-color'] : []),
    ...(verbose ? ['--verbose'] : []),
  ];
  return options.length === 0 ? [] : [`For the command line, as no file says it: ${options.join(' ')}`];
}
