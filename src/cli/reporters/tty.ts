import type { Diagnostic } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import type { CreateReporter, FileReport, View } from './reporter.ts';

/** hadolint's own line for each finding, which editors and problem matchers look for: `file:line code severity: message`. */
const tty: CreateReporter = (view) => ({
  file: (report) => report.diagnostics.map((diagnostic) => line(diagnostic, report, view)).join(''),
  end: () => '',
});

export default tty;

function line(
  { code, message, severity, span }: Diagnostic,
  { file, preset, source }: FileReport,
  { style }: View,
): string {
  const { line, column } = source.position(span.start);
  const place = `${printable(file)}:${line}`;
  // What it cannot read has a column and no code.
  if (code === 'DL1000' && preset === 'hadolint')
    return `${style('bold', `${place}:${column}`)} ${printable(message)}\n`;
  return `${style('bold', place)} ${code} ${style(severity, severity)}: ${printable(message)}\n`;
}
