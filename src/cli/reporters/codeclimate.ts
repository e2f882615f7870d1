import { jsonText } from '../json-text.ts';
import { issuesOf } from './codeclimate-issue.ts';
import type { CreateReporter } from './reporter.ts';

/** Code Climate's issues, a NUL behind each. */
const codeclimate: CreateReporter = (view) => ({
  file: (report) =>
    issuesOf(report, view)
      .map((issue) => `${jsonText(issue)}\0`)
      .join(''),
  end: () => '',
});

export default codeclimate;
