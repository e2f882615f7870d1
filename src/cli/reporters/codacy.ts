import type { Diagnostic } from '../../diagnostic.ts';
import { jsonText } from '../json-text.ts';
import { printable } from '../printable.ts';
import type { CreateReporter, FileReport } from './reporter.ts';
import { plainPath } from './shown-path.ts';

/** What Codacy's tools print: an object for each finding, one behind the other without a comma, as hadolint does. */
const codacy: CreateReporter = () => ({
  file: (report) =>
    report.diagnostics.map((diagnostic) => `${jsonText(resultOf(diagnostic, report))}\n`).join(''),
  end: () => '',
});

export default codacy;

function resultOf({ code, message, span }: Diagnostic, { file, source }: FileReport) {
  return {
    filename: plainPath(file),
    patternId: code,
    message: printable(message),
    line: source.position(span.start).line,
  };
}
