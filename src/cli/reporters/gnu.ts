import type { Diagnostic } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import type { CreateReporter, FileReport } from './reporter.ts';

/**
 * One line per finding as the GNU coding standards want errors (https://www.gnu.org/prep/standards/html_node/Errors.html):
 * `dlint:file:line:column: code severity: message`. Under hadolint's preset it is hadolint's line, with its name.
 */
const gnu: CreateReporter = () => ({
  file: (report) => report.diagnostics.map((diagnostic) => line(diagnostic, report)).join(''),
  end: () => '',
});

export default gnu;

function line({ code, message, severity, span }: Diagnostic, { file, preset, source }: FileReport): string {
  const { line, column } = source.position(span.start);
  // hadolint knows the column only of what it cannot read.
  const isLineOnly = preset === 'hadolint' && code !== 'DL1000';
  const program = preset === 'hadolint' ? 'hadolint' : 'dlint';
  const place = `${printable(file)}:${line}:${isLineOnly ? '' : `${column}:`}`;
  return `${program}:${place} ${code} ${severity}: ${printable(message)}\n`;
}
