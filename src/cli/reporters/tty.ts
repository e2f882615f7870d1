import type { Diagnostic } from '../../diagnostic.ts';
import { printable } from '../printable.ts';
import type { CreateReporter } from './reporter.ts';

/** hadolint's own line for each finding, which editors and problem matchers look for: `file:line code severity: message`. */
const tty: CreateReporter = ({ style }) => ({
  file({ diagnostics, file, source }) {
    const line = ({ code, message, severity, span }: Diagnostic): string => {
      const place = `${printable(file)}:${source.position(span.start).line}`;
      return `${style('bold', place)} ${code} ${style(severity, severity)}: ${printable(message)}\n`;
    };
    return diagnostics.map(line).join('');
  },
  end: () => '',
});

export default tty;
