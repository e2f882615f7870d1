import type { Diagnostic } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import type { CreateReporter, FileReport } from './reporter.ts';

/**
 * One line per finding as the GNU coding standards want errors (https://www.gnu.org/prep/standards/html_node/Errors.html):
 * `dlint:file:line:column: code severity: message`. Under hadolint's preset it is hadolint's line, with its name.
 */
const gnu: CreateReporter = () => ({
  file: (report) =>
    report.diagnostics
      .map((diagnostic) => (report.preset === 'hadolint' ? hadolintLine : line)(diagnostic, report))
      .join(''),
  end: () => '',
});

export default gnu;

function line({ code, message, severity, span }: Diagnostic, { file, source }: FileReport): string {
  const { line, column } = source.position(span.start);
  return `dlint:${printable(file)}:${line}:${column}: ${code} ${severity}: ${printable(message)}\n`;
}

/** hadolint knows the column only of what it cannot read, and gives that no code. */
function hadolintLine({ code, message, severity, span }: Diagnostic, { file, source }: FileReport): string {
  const { line, column } = source.position(span.start);
  const place = `hadolint:${printable(file)}:${line}:`;
  if (code === 'DL1000') return `${place}${column}: ${printable(message)}\n`;
  return `${place} ${code} ${severity}: ${printable(message)}\n`;
}
