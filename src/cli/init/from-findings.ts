import { type Severity, severities } from '../../diagnostic.ts';
import { RuleIndex } from '../../lint/config/rule-index.ts';
import { failureThreshold, type Preset } from '../../lint/presets.ts';
import { rules } from '../../rules/index.ts';
import { append } from '../../text/append.ts';
import { count } from '../count.ts';
import type { ConfigDraft, DraftedLine } from './config-lines.ts';

/** What a report says of a finding, as far as it counts here. */
export interface Found {
  readonly file: string;
  readonly level: Severity;
  readonly code: string;
  readonly message: string;
}

/**
 * A configuration under which nothing that is found today makes `dlint` fail: the rules that would are set below the threshold, the ones
 * with the most findings first. What BuildKit refuses to build cannot be set.
 */
export function draftFromFindings(findings: readonly Found[], preset: Preset): ConfigDraft {
  const threshold = failureThreshold(preset);
  const failing = findings.filter(({ level }) => severities.indexOf(level) <= severities.indexOf(threshold));
  const index = new RuleIndex(rules);
  const groups = [...byCode(failing)].sort(([, some], [, others]) => others.length - some.length);
  const settable = groups.filter(([code]) => index.nameOf(code) !== undefined);
  const others = groups.filter(([code]) => index.nameOf(code) === undefined);
  return {
    head: [
      'Configuration of dlint, made by `dlint init`.',
      ...(settable.length === 0
        ? []
        : [
            'These rules found something on that day, and would fail the run. Take a line out when its findings are gone.',
          ]),
    ],
    settings: [
      { key: 'preset', value: preset, comment: 'which rules run: dlint rules --preset NAME lists them' },
      {
        key: 'failure-threshold',
        value: threshold,
        comment: 'the least severity that fails: style, info, warning, error',
      },
    ],
    rules: settable.map(([code, found]) => lineFor(code, found, index, below(threshold))),
    tail: others.map(([code, found]) => `${code} cannot be set, and still fails: ${countOf(found)}`),
  };
}

function byCode(findings: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const groups = new Map<string, Found[]>();
  for (const found of findings) append(groups, found.code, found);
  return groups;
}

/** `off` where nothing is less severe. */
function below(threshold: Severity): Severity | 'off' {
  return severities[severities.indexOf(threshold) + 1] ?? 'off';
}

function lineFor(
  code: string,
  found: readonly Found[],
  index: RuleIndex,
  level: Severity | 'off',
): DraftedLine {
  const what = index.find(code)?.summary ?? found[0]?.message ?? '';
  return { key: code, value: level, comment: `${countOf(found)}: ${what}` };
}

function countOf(found: readonly Found[]): string {
  const files = new Set(found.map(({ file }) => file)).size;
  return `${count(found.length, 'finding')} in ${count(files, 'file')}`;
}
