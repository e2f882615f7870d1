import type { Diagnostic } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import type { CreateReporter, FileReport } from './reporter.ts';

/** One line per finding, for editors, `grep` and logs: `file:line:column: severity code message`. */
const compact: CreateReporter = ({ style }) => ({
  file({ file, source, diagnostics }: FileReport): string {
    const line = ({ span, severity, code, message }: Diagnostic): string => {
      const { line, column } = source.position(span.start);
      const place = style('bold', `${printable(file)}:${line}:${column}:`);
      return `${place} ${style(severity, severity)} ${code} ${printable(message)}\n`;
    };
    return diagnostics.map(line).join('');
  },
  end: () => '',
});

export default compact;
