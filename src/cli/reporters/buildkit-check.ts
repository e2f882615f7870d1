import { buildkitChecks, checkPage } from '../../lint/buildkit-checks.ts';
import { checkReport } from '../../lint/check-report.ts';
import { jsonText } from '../json-text.ts';
import type { CreateReporter, FileReport } from './reporter.ts';

/**
 * What `docker build --call=check,format=json` prints, without the `definition` of the sources: an object on one line for
 * each file, so that several give JSON Lines. Warnings are in the order of the file.
 */
const buildkitCheck: CreateReporter = () => ({
  file: (report) => `${jsonText(toResult(report))}\n`,
  end: () => '',
});

export default buildkitCheck;

function toResult({ assumptions, diagnostics, dockerfile, file, source }: FileReport) {
  const { buildError, warnings } = checkReport(dockerfile(), diagnostics, assumptions());
  const shown = warnings.map(({ detail, lines, name }) => {
    const { description } = buildkitChecks[name];
    const url = checkPage(buildkitChecks[name]);
    // Go leaves out what is empty.
    return { ruleName: name, description, ...(url === '' ? {} : { url }), detail, location: location(lines) };
  });
  const data = Buffer.concat([Buffer.from(source.bom ? '\uFEFF' : ''), source.bytes()]).toString('base64');
  return {
    warnings: shown.length === 0 ? null : shown,
    sources: [{ filename: file, language: 'Dockerfile', data }],
    ...(buildError === null
      ? {}
      : { buildError: { message: buildError.message, location: location(buildError.lines) } }),
  };
}

function location(lines: readonly number[]) {
  if (lines.length === 0) return {};
  return { ranges: lines.map((line) => ({ start: at(line), end: at(line) })) };
}

function at(line: number) {
  return line === 0 ? {} : { line };
}
