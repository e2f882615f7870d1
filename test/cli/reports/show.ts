import type { FileReport, View } from '../../../src/cli/reporters/reporter.ts';
import { type Format, reporters } from '../../../src/cli/reporters/reporters.ts';
import { createStyle } from '../../../src/cli/style.ts';
import type { Diagnostic } from '../../../src/diagnostic.ts';
import { noAssumptions } from '../../../src/model/assumptions.ts';
import { parse } from '../../../src/parser/parse.ts';
import { rules } from '../../../src/rules/index.ts';
import { Source } from '../../../src/text/source.ts';

const view: View = { style: createStyle(false), columns: 80, quiet: false };

/** A file with findings made up for a test. */
export function fileReport(
  text: string | Uint8Array,
  found: readonly Partial<Diagnostic>[],
  file = 'Dockerfile',
): FileReport {
  const source = typeof text === 'string' ? Source.fromText(text) : Source.fromBytes(text);
  const diagnostics = found.map(
    (part): Diagnostic => ({
      rule: 'latest-tag',
      code: 'DL3007',
      severity: 'warning',
      message: 'Do it.',
      span: { start: 0, end: 0 },
      ...part,
    }),
  );
  const dockerfile = parse(source);
  return {
    file,
    source,
    preset: 'recommended',
    rules,
    diagnostics,
    dockerfile: () => dockerfile,
    assumptions: () => noAssumptions,
  };
}

/** The whole report on these files. */
export async function show(format: Format, ...files: readonly FileReport[]): Promise<string> {
  const reporter = (await reporters[format]())(view);
  const bySeverity = { error: 0, warning: 0, info: 0, style: 0 };
  const shown = files.map((file) => reporter.file(file));
  return shown.join('') + reporter.end({ files: files.length, filesWithFindings: files.length, bySeverity });
}
