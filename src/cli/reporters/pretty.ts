import { type Diagnostic, severities } from '../../diagnostic.ts';
import { count } from '../count.ts';
import { printable } from '../printable.ts';
import type { Style } from '../style.ts';
import { codeFrame } from './code-frame.ts';
import type { CreateReporter, FileReport, Totals, View } from './reporter.ts';

/** For people: each finding with the code it is about, and a summary. */
const pretty: CreateReporter = (view) => ({
  file: (report) =>
    report.diagnostics.map((diagnostic) => `${finding(diagnostic, report, view)}\n\n`).join(''),
  end: (totals) => (view.quiet ? '' : `${summary(totals, view.style)}\n`),
});

export default pretty;

function finding(diagnostic: Diagnostic, { file, source }: FileReport, view: View): string {
  const { code, rule, severity, span } = diagnostic;
  const { style } = view;
  const { line, column } = source.position(span.start);
  const frame = codeFrame(source, span, { style, severity, columns: view.columns });
  const border = (mark: string): string => `${' '.repeat(frame.gutter)} ${style('frame', mark)}`;
  return [
    `${style(severity, `${severity}[${code}]`)}${style('bold', ':')} ${emphasize(diagnostic.message, style)}`,
    `${border('╭─')} ${printable(file)}:${line}:${column}`,
    ...frame.lines,
    rule === code ? border('╵') : `${border('╰─')} ${style('dim', rule)}`,
  ].join('\n');
}

/** Makes what stands in backticks stand out. */
function emphasize(message: string, style: Style): string {
  return printable(message).replace(/`[^`]+`/g, (quoted) => style('bold', quoted));
}

function summary({ files, filesWithFindings, bySeverity }: Totals, style: Style): string {
  const found = severities.filter((severity) => bySeverity[severity] > 0);
  const [worst] = found;
  if (worst === undefined) return `${style('good', '✔')} no problems in ${count(files, 'file')}`;
  const counts = found.map((severity) => style(severity, countOf(severity, bySeverity[severity]))).join(', ');
  const where = files === 1 ? '1 file' : `${filesWithFindings} of ${files} files`;
  return `${style(worst, '✖')} ${counts} in ${where}`;
}

function countOf(severity: (typeof severities)[number], number: number): string {
  const isCountable = severity === 'error' || severity === 'warning';
  return isCountable ? count(number, severity) : `${number} ${severity}`;
}
