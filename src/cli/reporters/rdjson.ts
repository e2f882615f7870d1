import type { Diagnostic, Severity } from '../../diagnostic.ts';
import { ruleUrl } from '../../lint/rule-url.ts';
import type { Source } from '../../text/source.ts';
import { printable } from '../printable.ts';
import { JsonList } from './json-list.ts';
import type { CreateReporter, FileReport } from './reporter.ts';
import { plainPath } from './shown-path.ts';

const severities: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
  style: 'INFO',
};

/** What reviewdog reads (`-f=rdjson`). Its columns count bytes of UTF-8, from 1. */
const rdjson: CreateReporter = () => {
  const list = new JsonList('{"source": {"name": "dlint"}, "diagnostics": ');
  return {
    file: (report) => list.add(report.diagnostics.map((diagnostic) => resultOf(diagnostic, report))),
    end: () => `${list.end()}}\n`,
  };
};

export default rdjson;

function resultOf({ code, message, severity, span }: Diagnostic, { file, source }: FileReport) {
  const url = ruleUrl(code);
  return {
    message: printable(message),
    location: {
      path: plainPath(file),
      range: { start: bytePosition(span.start, source), end: bytePosition(span.end, source) },
    },
    severity: severities[severity],
    code: { value: code, ...(url === undefined ? {} : { url }) },
  };
}

function bytePosition(offset: number, source: Source) {
  const { line, column } = source.position(offset);
  const end = Math.min(offset, source.text.length);
  return { line, column: source.bytes({ start: end - (column - 1), end }).length + 1 };
}
