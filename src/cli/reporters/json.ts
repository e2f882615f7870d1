import type { Diagnostic } from '../../diagnostic.ts';
import type { CreateReporter, FileReport } from './reporter.ts';

/** What JSON lets stand but a terminal would act on. */
const unsafe = /[\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/**
 * An array with one object per finding. Lines and columns count from 1, columns in UTF-16 units; the end is behind the last
 * character.
 */
const json: CreateReporter = () => {
  let isFirst = true;
  const separate = (): string => {
    const separator = isFirst ? '[\n  ' : ',\n  ';
    isFirst = false;
    return separator;
  };
  return {
    file: (report) =>
      report.diagnostics.map((diagnostic) => separate() + toJson(diagnostic, report)).join(''),
    end: () => (isFirst ? '[]\n' : '\n]\n'),
  };
};

export default json;

function toJson({ span, severity, code, rule, message }: Diagnostic, { file, source }: FileReport): string {
  const { line, column } = source.position(span.start);
  const { line: endLine, column: endColumn } = source.position(span.end);
  const finding = { file, line, column, endLine, endColumn, level: severity, code, rule, message };
  return JSON.stringify(finding).replace(unsafe, escapeUnit);
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
