import type { Span } from './text/span.ts';

/** How bad a finding is, worst first; the names are hadolint's. */
export const severities = ['error', 'warning', 'info', 'style'] as const;

export type Severity = (typeof severities)[number];

/** One finding in a file: what every layer speaks. Lines and columns appear only where it is shown. */
export interface Diagnostic {
  /** dlint's own name of the rule, such as `no-latest-tag`. */
  readonly rule: string;
  /** The code people search for: hadolint's or BuildKit's where there is one, else the rule's name. */
  readonly code: string;
  readonly severity: Severity;
  /** One line: what is wrong and what to do. */
  readonly message: string;
  readonly span: Span;
}
