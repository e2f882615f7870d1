import { issuesOf } from './codeclimate-issue.ts';
import { JsonList } from './json-list.ts';
import type { CreateReporter } from './reporter.ts';

/** Code Climate's issues as GitLab's Code Quality reads them: an array (https://docs.gitlab.com/ci/testing/code_quality/). */
const gitlab: CreateReporter = (view) => {
  const list = new JsonList();
  return {
    file: (report) => list.add(issuesOf(report, view)),
    end: () => `${list.end()}\n`,
  };
};

export default gitlab;
