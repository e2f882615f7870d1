import type { Comment } from '../parser/ast.ts';
import { commandEnd } from '../shell/command-end.ts';
import type { MappedText } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import { type CodeRange, disabledCodes } from './directive.ts';
import type { FoundRun } from './runs.ts';

/** Codes that are not to be reported where. */
export interface Silence {
  readonly codes: readonly CodeRange[];
  /** A finding that begins in here is not reported. */
  readonly range: Span;
}

/**
 * What `# shellcheck disable=` asks for outside the script itself: above a RUN for all of it, between its lines for the next one, and
 * to the end of the command that begins there.
 */
export function silencesOf({ commentsAbove, instruction }: FoundRun, body: MappedText): readonly Silence[] {
  const above = commentsAbove.flatMap((comment) => silence(comment, () => instruction.extent));
  const between = instruction.comments.flatMap((comment) => silence(comment, (at) => rangeBehind(at, body)));
  return [...above, ...between];
}

function silence(comment: Comment, rangeOf: (at: number) => Span): readonly Silence[] {
  const codes = disabledCodes(comment);
  return codes.length === 0 ? [] : [{ codes, range: rangeOf(comment.span.end) }];
}

function rangeBehind(start: number, body: MappedText): Span {
  const { pieces, text } = body;
  const index = pieces.findIndex(({ source }) => source >= start);
  const piece = pieces[index];
  if (piece === undefined) return { start, end: start };
  const lineEnd = pieces[index + 1]?.at ?? text.length;
  const last = Math.max(lineEnd, commandEnd(text, piece.at)) - 1;
  return { start, end: body.toSource(last) + 1 };
}

/** Whether one of the silences covers a finding of a code that begins at an offset. */
export function isSilenced(code: number, at: number, silences: readonly Silence[]): boolean {
  return silences.some(
    ({ codes, range }) =>
      at >= range.start && at < range.end && codes.some(([first, last]) => code >= first && code <= last),
  );
}
