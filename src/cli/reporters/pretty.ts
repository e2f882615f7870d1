import { type Diagnostic, severities } from '../../diagnostic.ts';
import { count } from '../count.ts';
import type { Style } from '../style.ts';
import { codeFrame } from './code-frame.ts';
import { framed } from './framed.ts';
import type { CreateReporter, FileReport, Totals, View } from './reporter.ts';

/** For people: each finding with the code it is about, and a summary. */
const pretty: CreateReporter = (view) => ({
  file: (report) =>
    report.diagnostics.map((diagnostic) => `${finding(diagnostic, report, view)}\n\n`).join(''),
  end: (totals) => (view.quiet ? '' : `${summary(totals, view.style)}\n`),
});

export default pretty;

function finding(diagnostic: Diagnostic, { file, source }: FileReport, { columns, style }: View): string {
  const { code, message, rule, severity, span } = diagnostic;
  const { line, column } = source.position(span.start);
  const view = { style, severity, columns };
  const frame = codeFrame(source, span, view);
  const note = rule === code ? undefined : rule;
  return framed({ code, message, place: `${file}:${line}:${column}`, frame, note }, view);
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
