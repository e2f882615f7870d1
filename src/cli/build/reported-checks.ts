import type { VertexWarning } from '../../build/index.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { checkNames } from '../../lint/plan.ts';
import { instructionFinder } from '../../parser/instruction-at.ts';
import { append } from '../../text/append.ts';
import { type LineRange, lineRange } from '../../text/line-range.ts';
import { touches } from '../lint/line-ranges.ts';
import type { Sieve } from '../lint/sieve.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { linesOf, wordsOf } from './build-warning.ts';

/** What the lint gate has shown, so that BuildKit's own warnings about the same need not be. */
export class ReportedChecks implements Sieve {
  readonly #lines = new Map<string, LineRange[]>();

  /** Takes down the findings of a file, and none of them out. */
  async sift(report: FileReport): Promise<readonly Diagnostic[]> {
    const checks = checkNames(report.rules);
    const about = report.diagnostics.filter(({ rule }) => checks.has(rule));
    if (about.length === 0) return report.diagnostics;
    const instructionAt = instructionFinder(report.dockerfile().document);
    for (const { rule, span } of about) {
      const around = instructionAt(span.start)?.extent ?? span;
      append(this.#lines, checks.get(rule) ?? '', lineRange(around, report.source));
    }
    return report.diagnostics;
  }

  end(): readonly string[] {
    return [];
  }

  /** Whether a warning is about a check that was shown for the same lines. */
  has(warning: VertexWarning): boolean {
    const check = wordsOf(warning).check;
    const lines = linesOf(warning);
    if (check === undefined || lines === undefined) return false;
    return (this.#lines.get(check) ?? []).some((shown) => touches(shown, [lines]));
  }
}
