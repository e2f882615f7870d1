import type { Diagnostic } from '../../diagnostic.ts';
import { jsonText } from '../json-text.ts';
import { fingerprints } from '../lint/fingerprint.ts';
import { printable } from '../printable.ts';
import { version } from '../version.ts';
import { fileUri } from './file-uri.ts';
import { JsonList } from './json-list.ts';
import { rangeOf } from './range.ts';
import type { CreateReporter, FileReport, Totals } from './reporter.ts';
import { levels, SarifRules } from './sarif-rules.ts';
import { plainPath } from './shown-path.ts';

const head = {
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
};

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with one run. */
const sarif: CreateReporter = () => {
  const rules = new SarifRules();
  const artifacts: unknown[] = [];
  const results = new JsonList(`${jsonText(head).slice(0, -1)}, "runs": [{"results": `);
  return {
    file(report) {
      const uri = fileUri(plainPath(report.file));
      const index = artifacts.push(artifactOf(uri, report)) - 1;
      const prints = fingerprints(report.diagnostics, report.source);
      return results.add(
        report.diagnostics.map((diagnostic, at) => ({
          ...resultOf(diagnostic, report, { uri, index }),
          ruleIndex: rules.indexOf(diagnostic, report.rules),
          partialFingerprints: { 'dlint/v1': prints[at] },
        })),
      );
    },
    end: (totals) => `${results.end()},\n${tail(rules, artifacts, totals)}]}\n`,
  };
};

export default sarif;

interface ArtifactLocation {
  readonly uri: string;
  readonly index: number;
}

function resultOf(
  { code, message, rule, severity, span }: Diagnostic,
  { source }: FileReport,
  artifact: ArtifactLocation,
) {
  const { line, column, endLine, endColumn } = rangeOf(span, source);
  const language = rule === 'shellcheck' ? { sourceLanguage: 'sh' } : {};
  const region = { startLine: line, startColumn: column, endLine, endColumn, ...language };
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: plainText(message) },
    locations: [{ physicalLocation: { artifactLocation: artifact, region } }],
  };
}

function artifactOf(uri: string, { source }: FileReport) {
  return {
    location: { uri },
    length: source.bytes().length + (source.bom ? 3 : 0),
    roles: ['analysisTarget'],
  };
}

/** What stands behind the results in the run: the end of its object included. */
function tail(rules: SarifRules, artifacts: readonly unknown[], { isComplete = true }: Totals): string {
  const driver = { name: 'dlint', semanticVersion: version, version };
  const settings = {
    columnKind: 'utf16CodeUnits',
    defaultSourceLanguage: 'dockerfile',
    invocations: [{ executionSuccessful: isComplete }],
  };
  return [
    jsonText(settings).slice(1, -1),
    `"artifacts": ${listOf(artifacts)}`,
    `"tool": {"driver": ${jsonText(driver).slice(0, -1)}, "rules": ${listOf(rules.descriptors)}}}}`,
  ].join(',\n');
}

function listOf(items: readonly unknown[]): string {
  const list = new JsonList();
  return list.add(items) + list.end();
}

/**
 * A message in which nothing is a link: `[a](b)` would be one (section 3.11.6). Braces stay single, though section 3.11.5 wants
 * them doubled, since no viewer undoes that in a message without arguments.
 */
function plainText(message: string): string {
  return printable(message).replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
