import type { Diagnostic, Severity } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import { rangeInLines } from './range.ts';
import type { CreateReporter, FileReport } from './reporter.ts';
import { plainPath } from './shown-path.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  style: 'notice',
};

/**
 * Annotations of GitHub Actions: one workflow command for each finding
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
const github: CreateReporter = () => ({
  file: (report) => report.diagnostics.map((diagnostic) => command(diagnostic, report)).join(''),
  end: () => '',
});

export default github;

function command(diagnostic: Diagnostic, report: FileReport): string {
  const { code, message, rule, severity } = diagnostic;
  const title = rule === code ? code : `${code} ${rule}`;
  const properties = Object.entries({ file: plainPath(report.file), ...place(diagnostic, report), title });
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${commands[severity]} ${written}::${escapeData(message)}\n`;
}

/** Columns are refused where an annotation has several lines. */
function place({ span }: Diagnostic, { source }: FileReport) {
  const { line, column, endLine, endColumn } = rangeInLines(span, source);
  return line === endLine ? { line, endLine, col: column, endColumn } : { line, endLine };
}

function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
