import type { Document, Instruction } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import { Source } from '../text/source.ts';
import type { Span } from '../text/span.ts';
import type { BuiltDockerfile } from './built-dockerfile.ts';

/** The first and the last line of an instruction, counted from 1. */
export interface InstructionLines {
  readonly first: number;
  readonly last: number;
}

/** The lines of an instruction that is looked for in a Dockerfile, its continuations and here-documents included. */
export function linesOfInstruction(
  { content }: BuiltDockerfile,
  find: (document: Document, source: Source) => Instruction | undefined,
): InstructionLines | undefined {
  const { document, source } = parse(Source.fromBytes(content));
  const found = find(document, source);
  return found && linesOf(found.extent, source);
}

/** The lines of the instruction on such a line; that line alone where there is none. */
export function linesAround(line: number, { content }: BuiltDockerfile): InstructionLines {
  const { document, source } = parse(Source.fromBytes(content));
  const all = document.items.map(({ extent }) => linesOf(extent, source));
  return all.find(({ first, last }) => first <= line && line <= last) ?? { first: line, last: line };
}

function linesOf({ start, end }: Span, source: Source): InstructionLines {
  return {
    first: source.position(start).line,
    last: source.position(Math.max(start, end - 1)).line,
  };
}
