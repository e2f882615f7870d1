import type { Diagnostic } from '../../diagnostic.ts';
import type { CreateReporter, FileReport, View } from './reporter.ts';
import { shownPath } from './shown-path.ts';
import { xmlTag } from './xml.ts';

/** Checkstyle's XML, with hadolint's version: an element for each file, one for each finding in it. */
const checkstyle: CreateReporter = (view) => {
  let before = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n';
  return {
    file(report) {
      const text = before + element(report, view);
      before = '';
      return text;
    },
    end: () => `${before}</checkstyle>\n`,
  };
};

export default checkstyle;

function element(report: FileReport, view: View): string {
  const tag = xmlTag('file', { name: shownPath(report.file, view) });
  if (report.diagnostics.length === 0) return `  ${tag}/>\n`;
  return `  ${tag}>\n${report.diagnostics.map((diagnostic) => error(diagnostic, report)).join('')}  </file>\n`;
}

function error({ code, message, severity, span }: Diagnostic, { source }: FileReport): string {
  const { line, column } = source.position(span.start);
  return `    ${xmlTag('error', { line, column, severity, message, source: code })}/>\n`;
}
