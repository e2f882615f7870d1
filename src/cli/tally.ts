import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Totals } from './reporters/reporter.ts';

/** Counts files and findings while they come. */
export class Tally implements Totals {
  files = 0;
  filesWithFindings = 0;
  readonly bySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0, style: 0 };

  /** Adds the findings of one file. */
  add(diagnostics: readonly Diagnostic[]): void {
    this.files += 1;
    if (diagnostics.length > 0) this.filesWithFindings += 1;
    for (const { severity } of diagnostics) this.bySeverity[severity] += 1;
  }
}
