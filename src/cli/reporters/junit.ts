import type { Diagnostic } from '../../diagnostic.ts';
import type { CreateReporter, FileReport, View } from './reporter.ts';
import { shownPath } from './shown-path.ts';
import { xmlTag, xmlText } from './xml.ts';

/**
 * JUnit's XML: a suite for each file, a failed test for each finding; a file without any is one test that passed, since an empty
 * suite counts as a mistake. The attributes `id` are hadolint's. Nothing is timed, so that the same findings give the same report.
 */
const junit: CreateReporter = (view) => {
  let before = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlTag('testsuites', { id: 'dlint', name: 'dlint', time: 0 })}>\n`;
  return {
    file(report) {
      const text = before + suite(report, view);
      before = '';
      return text;
    },
    end: () => `${before}</testsuites>\n`,
  };
};

export default junit;

function suite(report: FileReport, view: View): string {
  const { diagnostics } = report;
  const file = shownPath(report.file, view);
  const counts = { tests: Math.max(diagnostics.length, 1), failures: diagnostics.length, errors: 0 };
  const tests = diagnostics.map((diagnostic) => failed(diagnostic, file, report));
  const passed = `    ${xmlTag('testcase', { name: 'no problems', classname: file, time: 0 })}/>\n`;
  const opened = xmlTag('testsuite', { id: 'dlint', name: file, ...counts, time: 0 });
  return `  ${opened}>\n${tests.length === 0 ? passed : tests.join('')}  </testsuite>\n`;
}

function failed({ code, message, severity, span }: Diagnostic, file: string, { source }: FileReport): string {
  const { line, column } = source.position(span.start);
  const id = code === 'DL1000' ? 'hadolint.error' : `hadolint.rule.${code}`;
  const test = xmlTag('testcase', { id, name: `${code} at ${line}:${column}`, classname: file, time: 0 });
  const failure = xmlTag('failure', { id: code, type: severity, message });
  const lines = [`File: ${file}`, `Line: ${line}`, `Column: ${column}`, `${severity}: ${message}`].map(
    xmlText,
  );
  return `    ${test}>\n      ${failure}>${lines.join('\n')}</failure>\n    </testcase>\n`;
}
