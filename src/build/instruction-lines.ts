import type { Document, Instruction } from '../parser/ast.ts';
import { instructionFinder } from '../parser/instruction-at.ts';
import { parse } from '../parser/parse.ts';
import { type LineRange, lineRange } from '../text/line-range.ts';
import { Source } from '../text/source.ts';
import type { BuiltDockerfile } from './built-dockerfile.ts';

/** The lines of an instruction that is looked for in a Dockerfile, its continuations and here-documents included. */
export function linesOfInstruction(
  { content }: BuiltDockerfile,
  find: (document: Document, source: Source) => Instruction | undefined,
): LineRange | undefined {
  const { document, source } = parse(Source.fromBytes(content));
  const found = find(document, source);
  return found && lineRange(found.extent, source);
}

/** The lines of the instruction on such a line, counted from 1; that line alone where there is none. */
export function linesAround(line: number, dockerfile: BuiltDockerfile): LineRange {
  const find = (document: Document, source: Source) => instructionFinder(document)(source.lineStart(line));
  return linesOfInstruction(dockerfile, find) ?? { first: line, last: line };
}
