import type { Diagnostic } from '../diagnostic.ts';
import { type Comment, type Instruction, isInstruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { Span } from '../text/span.ts';
import { type Pragma, readPragma } from './pragma.ts';
import type { Preset } from './presets.ts';

/** A comment that asks not to report something, and where. */
export interface Suppression {
  readonly comment: Comment;
  readonly codes: readonly string[];
  /** A finding that begins in here is not reported. */
  readonly range: Span;
}

type Ignore = Extract<Pragma, { kind: 'ignore' }>;

/** The suppressions of a file. `# hadolint ignore` is as narrow as hadolint has it under its own preset only: the next line. */
export function findSuppressions({ document, source }: Dockerfile, preset: Preset): readonly Suppression[] {
  const found: Suppression[] = [];
  const { items } = document;
  let above: Comment[] = [];
  for (const item of items) {
    if (item.kind === 'Comment') above.push(item);
    else if (isInstruction(item)) {
      for (const comment of above) add(comment, (ignore) => rangeBelow(ignore, comment, item));
      above = [];
      for (const comment of item.comments)
        add(comment, ({ scope }) => (scope === 'file' ? document.span : lineBelow(comment, item)));
    }
  }
  for (const comment of above) add(comment, (ignore) => rangeBelow(ignore, comment, undefined));
  return found;

  function add(comment: Comment, rangeOf: (ignore: Ignore) => Span | null): void {
    const pragma = readPragma(comment.text);
    const range = pragma?.kind === 'ignore' ? rangeOf(pragma) : null;
    if (pragma?.kind === 'ignore' && range !== null) found.push({ comment, codes: pragma.codes, range });
  }

  function rangeBelow(
    { scope, tool }: Ignore,
    comment: Comment,
    following: Instruction | undefined,
  ): Span | null {
    if (scope === 'file') return document.span;
    if (following === undefined) return null;
    if (scope === 'stage') return stageFrom(following);
    return tool === 'hadolint' && preset === 'hadolint' ? nextLine(comment) : following.extent;
  }

  /** From a FROM to the next one; a comment above anything else speaks of no stage. */
  function stageFrom(from: Instruction): Span | null {
    if (from.kind !== 'From') return null;
    const next = items.find((item) => item.kind === 'From' && item.span.start > from.span.start);
    return { start: from.extent.start, end: next?.extent.start ?? document.span.end };
  }

  /** Inside a continuation: the next of the instruction's lines that is neither comment nor blank. */
  function lineBelow(comment: Comment, { blankLines, comments, extent }: Instruction): Span {
    let start = comment.extent.end;
    for (const skipped of [...comments, ...blankLines].sort(
      (one, other) => one.extent.start - other.extent.start,
    )) {
      if (skipped.extent.start === start) start = skipped.extent.end;
    }
    const end = source.text.indexOf('\n', start);
    return { start, end: end === -1 ? extent.end : Math.min(extent.end, end + 1) };
  }

  function nextLine({ extent }: Comment): Span {
    const end = source.text.indexOf('\n', extent.end);
    return { start: extent.end, end: end === -1 ? source.text.length : end + 1 };
  }
}

/** Takes out what is suppressed. `idsOf` gives every code and name that a finding goes by. */
export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  idsOf: (diagnostic: Diagnostic) => readonly string[],
): { readonly kept: readonly Diagnostic[]; readonly unused: readonly Suppression[] } {
  const used = new Set<Suppression>();
  const kept = diagnostics.filter((diagnostic) => {
    const ids = idsOf(diagnostic);
    const covering = suppressions.filter(
      ({ codes, range }) =>
        diagnostic.span.start >= range.start &&
        diagnostic.span.start < range.end &&
        codes.some((code) => ids.includes(code)),
    );
    for (const suppression of covering) used.add(suppression);
    return covering.length === 0;
  });
  return { kept, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}
