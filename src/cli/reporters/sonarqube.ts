import type { Diagnostic, Severity } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import { JsonList } from './json-list.ts';
import { rangeInLines } from './range.ts';
import type { CreateReporter, FileReport, View } from './reporter.ts';
import { shownPath } from './shown-path.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'CRITICAL',
  warning: 'MAJOR',
  info: 'MINOR',
  style: 'INFO',
};

/** SonarQube's generic issues, in the format that hadolint writes. */
const sonarqube: CreateReporter = (view) => {
  const list = new JsonList('{"issues": ');
  return {
    file: (report) => list.add(report.diagnostics.map((diagnostic) => issueOf(diagnostic, report, view))),
    end: () => `${list.end()}}\n`,
  };
};

export default sonarqube;

function issueOf(diagnostic: Diagnostic, report: FileReport, view: View) {
  const { code, message, severity } = diagnostic;
  return {
    engineId: report.preset === 'hadolint' ? 'Hadolint' : 'dlint',
    ruleId: code,
    severity: code === 'DL1000' ? 'BLOCKER' : severities[severity],
    type: severity === 'error' ? 'BUG' : 'CODE_SMELL',
    primaryLocation: {
      message: printable(message),
      filePath: shownPath(report.file, view),
      textRange: textRange(diagnostic, report),
    },
  };
}

/** Columns count from 0. A range of nothing is refused, so it becomes the whole line. */
function textRange({ span }: Diagnostic, { source }: FileReport) {
  const { line, column, endLine, endColumn } = rangeInLines(span, source);
  if (line === endLine && column >= endColumn) return { startLine: line };
  return { startLine: line, endLine, startColumn: column - 1, endColumn: endColumn - 1 };
}
