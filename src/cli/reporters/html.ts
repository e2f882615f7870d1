import { fileSection } from './html/file-section.ts';
import { pageEnd, pageHead } from './html/page.ts';
import type { CreateReporter } from './reporter.ts';

/** One page for a browser, which loads nothing: the sources with their findings in place. */
const html: CreateReporter = () => {
  let files = 0;
  const head = (): string => (files === 0 ? pageHead().text : '');
  return {
    file(report) {
      const before = head();
      files += 1;
      return before + fileSection(report, files).text;
    },
    end: (totals) => head() + pageEnd(totals).text,
  };
};

export default html;
