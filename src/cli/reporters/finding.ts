import type { Diagnostic } from '../../diagnostic.ts';
import { rangeOf } from './range.ts';
import type { FileReport } from './reporter.ts';

/** A finding as programs read it: hadolint's fields, and ours behind them. */
export function findingOf({ code, message, rule, severity, span }: Diagnostic, { file, source }: FileReport) {
  return { file, ...rangeOf(span, source), level: severity, code, rule, message };
}
