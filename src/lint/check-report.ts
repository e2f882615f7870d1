import type { Diagnostic } from '../diagnostic.ts';
import { type Assumptions, noAssumptions } from '../model/assumptions.ts';
import { evaluate } from '../model/evaluate.ts';
import type { Instruction } from '../parser/ast.ts';
import { instructionFinder } from '../parser/instruction-at.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { Refusal } from '../parser/refusal.ts';
import { eachLine, lineRange } from '../text/line-range.ts';
import type { Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import { type BuildkitCheckName, isBuildkitCheck } from './buildkit-checks.ts';
import { CheckSettings } from './check-settings.ts';

/** What one of BuildKit's checks says. */
export interface CheckWarning {
  readonly name: BuildkitCheckName;
  readonly detail: string;
  /** All lines of the instruction, from 1. */
  readonly lines: readonly number[];
}

/** What `docker build --check` says of a file: unlike BuildKit's, the warnings do not end at the first error. */
export interface CheckReport {
  /** In the order of the file. */
  readonly warnings: readonly CheckWarning[];
  /** The first thing for which BuildKit refuses to build; no lines where it names none. */
  readonly buildError: { readonly message: string; readonly lines: readonly number[] } | null;
}

/** Puts what was found under `buildkit` as BuildKit does. */
export function checkReport(
  dockerfile: Dockerfile,
  diagnostics: readonly Diagnostic[],
  assumptions: Assumptions = noAssumptions,
): CheckReport {
  const instructionAt = instructionFinder(dockerfile.document);
  const warnings = diagnostics.flatMap(({ code, message, span }) => {
    const around = instructionAt(span.start);
    if (!isBuildkitCheck(code) || around === undefined) return [];
    return [{ name: code, detail: message, lines: linesOf(code, around, dockerfile.source) }];
  });
  const { refusal } = new CheckSettings(dockerfile, assumptions.buildArgs);
  const first = refusal ?? dockerfile.refusals[0] ?? evaluate(dockerfile, assumptions).refusals[0];
  if (first !== undefined) return { warnings, buildError: buildError(first, dockerfile.source) };
  const violation = diagnostics.find(({ rule }) => rule === 'check-violation');
  return { warnings, buildError: violation === undefined ? null : { message: violation.message, lines: [] } };
}

function linesOf(name: BuildkitCheckName, { extent, heredocs }: Instruction, source: Source): number[] {
  const [heredoc] = heredocs;
  if (name !== 'NoEmptyContinuation') return linesIn(extent, source);
  // The parser warns when it has the whole line, before it reads the here-documents.
  const end = heredoc === undefined ? extent.end : heredoc.body.span.start;
  return linesIn({ start: extent.start, end }, source).slice(-1);
}

function linesIn(span: Span, source: Source): number[] {
  return eachLine(lineRange(span, source));
}

/** Refusals of which BuildKit does not say where they are. */
const WITHOUT_LINES = new Set(['invalid-check-options', 'unknown-target', 'unknown-stage']);
/** BuildKit counts the lines of directives from 0. */
const COUNTED_FROM_ZERO = new Set(['duplicate-directive', 'invalid-escape']);

function buildError({ extent, phase, rule, words }: Refusal, source: Source) {
  const lines = WITHOUT_LINES.has(rule) ? [] : linesIn(extent, source);
  if (phase === 'instruction')
    return { message: `dockerfile parse error on line ${lines[0]}: ${words}`, lines };
  return { message: words, lines: COUNTED_FROM_ZERO.has(rule) ? lines.map((line) => line - 1) : lines };
}
