import type { Diagnostic } from '../diagnostic.ts';
import { type Comment, type Instruction, isInstruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { append } from '../text/append.ts';
import { overlapsAny } from '../text/overlaps.ts';
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
  let stageEnds: ReadonlyMap<Instruction, number> | undefined;
  let above: Comment[] = [];
  for (const item of items) {
    if (item.kind === 'Comment') above.push(item);
    else if (isInstruction(item)) {
      for (const comment of above) add(comment, (ignore) => rangeBelow(ignore, comment, item));
      above = [];
      const ends = skippedEnds(item);
      for (const comment of item.comments)
        add(comment, ({ scope }) => (scope === 'file' ? document.span : lineBelow(comment, ends, item)));
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
    stageEnds ??= findStageEnds(document);
    return { start: from.extent.start, end: stageEnds.get(from) ?? document.span.end };
  }

  /** Inside a continuation: the next of the instruction's lines that is neither comment nor blank. */
  function lineBelow(comment: Comment, ends: ReadonlyMap<number, number>, { extent }: Instruction): Span {
    const start = ends.get(comment.extent.end) ?? comment.extent.end;
    const end = source.text.indexOf('\n', start);
    return { start, end: end === -1 ? extent.end : Math.min(extent.end, end + 1) };
  }

  function nextLine({ extent }: Comment): Span {
    const end = source.text.indexOf('\n', extent.end);
    return { start: extent.end, end: end === -1 ? source.text.length : end + 1 };
  }
}

/** Where the next stage begins, for each FROM but the last. */
function findStageEnds({ items }: Dockerfile['document']): ReadonlyMap<Instruction, number> {
  const froms = items.filter((item) => item.kind === 'From');
  return new Map(
    froms.slice(0, -1).map((from, at) => [from, froms[at + 1]?.extent.start ?? from.extent.end]),
  );
}

/** Where the comments and blank lines in an instruction end that stand together, by where each of them begins. */
function skippedEnds({ blankLines, comments }: Instruction): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (comments.length === 0) return ends;
  const skipped = [...comments, ...blankLines].sort((one, other) => other.extent.start - one.extent.start);
  for (const { extent } of skipped) ends.set(extent.start, ends.get(extent.end) ?? extent.end);
  return ends;
}

/**
 * Takes out what is suppressed. `idsOf` gives every code and name that a finding goes by. Both sides may be many: each is looked for among
 * the others by halves.
 */
export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  idsOf: (diagnostic: Diagnostic) => readonly string[],
): { readonly kept: readonly Diagnostic[]; readonly unused: readonly Suppression[] } {
  const isSuppressed = overlapsByCode(
    suppressions.flatMap(({ codes, range }) => codes.map((code) => [code, range] as const)),
  );
  const taken: (readonly [string, Span])[] = [];
  const kept = diagnostics.filter((diagnostic) => {
    const { start } = diagnostic.span;
    const beginning = { start, end: start + 1 };
    const ids = idsOf(diagnostic).filter((id) => isSuppressed(id, beginning));
    for (const id of ids) taken.push([id, beginning]);
    return ids.length === 0;
  });
  const isUsed = overlapsByCode(taken);
  return {
    kept,
    unused: suppressions.filter(({ codes, range }) => !codes.some((code) => isUsed(code, range))),
  };
}

/** A test whether a span shares text with one of those of a code. */
function overlapsByCode(spans: readonly (readonly [string, Span])[]): (code: string, span: Span) => boolean {
  const byCode = new Map<string, Span[]>();
  for (const [code, span] of spans) append(byCode, code, span);
  const tests = new Map([...byCode].map(([code, those]) => [code, overlapsAny(those)]));
  return (code, span) => tests.get(code)?.(span) ?? false;
}
