import { createHash } from 'node:crypto';
import type { Diagnostic, Severity } from '../../diagnostic.ts';
import type { Category } from '../../lint/rule.ts';
import { fingerprints } from '../lint/fingerprint.ts';
import { printable } from '../printable.ts';
import { rangeInLines } from './range.ts';
import type { FileReport, View } from './reporter.ts';
import { plainPath, shownPath } from './shown-path.ts';

/** The scale of Code Climate, as hadolint uses it. */
const severities: Readonly<Record<Severity, string>> = {
  error: 'blocker',
  warning: 'major',
  style: 'minor',
  info: 'info',
};

const categories: Readonly<Record<Category, string>> = {
  correctness: 'Bug Risk',
  security: 'Security',
  reproducibility: 'Bug Risk',
  size: 'Performance',
  style: 'Style',
  deprecation: 'Compatibility',
};

/** The issues of a file, as Code Climate specifies them (SPEC.md, "Issues"). */
export function issuesOf(report: FileReport, view: View): readonly unknown[] {
  const path = shownPath(report.file, view);
  const prints = fingerprints(report.diagnostics, report.source);
  return report.diagnostics.map((diagnostic, index) => ({
    type: 'issue',
    check_name: diagnostic.code,
    description: printable(diagnostic.message),
    categories: [categoryOf(diagnostic, report)],
    location: { path, ...placeOf(diagnostic, report) },
    severity: severities[diagnostic.severity],
    fingerprint: digest([plainPath(report.file), prints[index]]),
  }));
}

function categoryOf({ rule }: Diagnostic, { preset, rules }: FileReport): string {
  const category = rules.find(({ name }) => name === rule)?.category;
  return category === undefined || preset === 'hadolint' ? 'Bug Risk' : categories[category];
}

/** What cannot be read has columns, everything else lines alone: that is what readers of hadolint's reports know. */
function placeOf({ code, span }: Diagnostic, { source }: FileReport) {
  const { line, column, endLine, endColumn } = rangeInLines(span, source);
  if (code !== 'DL1000') return { lines: { begin: line, end: endLine } };
  return { positions: { begin: { line, column }, end: { line: endLine, column: endColumn } } };
}

/** A fingerprint is to be of one finding in the whole report, not only in its file. */
function digest(of: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(of)).digest('hex');
}
