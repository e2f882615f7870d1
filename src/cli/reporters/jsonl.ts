import { jsonText } from '../json-text.ts';
import { findingOf } from './finding.ts';
import type { CreateReporter } from './reporter.ts';

/** The objects of `json`, one to a line, as soon as they are found. */
const jsonl: CreateReporter = () => ({
  file: (report) =>
    report.diagnostics.map((diagnostic) => `${jsonText(findingOf(diagnostic, report))}\n`).join(''),
  end: () => '',
});

export default jsonl;
