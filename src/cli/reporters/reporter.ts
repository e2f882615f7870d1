import type { Diagnostic, Severity } from '../../diagnostic.ts';
import type { Preset } from '../../lint/presets.ts';
import type { Rule } from '../../lint/rule.ts';
import type { Assumptions } from '../../model/assumptions.ts';
import type { Dockerfile } from '../../parser/parse.ts';
import type { Source } from '../../text/source.ts';
import type { Style } from '../style.ts';

/** One linted file. */
export interface FileReport {
  readonly file: string;
  readonly source: Source;
  /** Its tree, which few formats ask for: it may have to be read for them. */
  readonly dockerfile: () => Dockerfile;
  /** What it was linted under: some formats then say what hadolint would say. */
  readonly preset: Preset;
  /** The rules that there are: ours and those of plugins. */
  readonly rules: readonly Rule[];
  /** What was assumed of the build. */
  readonly assumptions: () => Assumptions;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What came out in all. */
export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Whether everything that was asked for could be linted; it could where this is not given. */
  readonly isComplete?: boolean;
}

/** Where and how a report is shown. */
export interface View {
  readonly style: Style;
  /** The width to keep to. */
  readonly columns: number;
  /** Findings only, no summary. */
  readonly quiet: boolean;
  /** What the formats that others read call each file, instead of its path (`--file-path-in-report`). */
  readonly pathInReport?: string | undefined;
}

/** A way to show findings: text for each file as soon as it is linted, and for the end. */
export interface Reporter {
  file(report: FileReport): string;
  end(totals: Totals): string;
}

export type CreateReporter = (view: View) => Reporter;
