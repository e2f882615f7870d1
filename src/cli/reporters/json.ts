import { findingOf } from './finding.ts';
import { JsonList } from './json-list.ts';
import type { CreateReporter } from './reporter.ts';

/**
 * An array with one object per finding. Lines and columns count from 1, columns in UTF-16 units; the end is behind the last
 * character.
 */
const json: CreateReporter = () => {
  const list = new JsonList();
  return {
    file: (report) => list.add(report.diagnostics.map((diagnostic) => findingOf(diagnostic, report))),
    end: () => `${list.end()}\n`,
  };
};

export default json;
