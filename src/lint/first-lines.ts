import type { Diagnostic } from '../diagnostic.ts';
import { isInstruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';

/**
 * Moves findings on later lines of an instruction to its keyword: hadolint names the first line, whatever is wrong below it.
 * They must be in the order of the text.
 */
export function onFirstLines(
  diagnostics: readonly Diagnostic[],
  { document, source }: Dockerfile,
): readonly Diagnostic[] {
  const instructions = document.items.filter(isInstruction);
  let at = 0;
  return diagnostics.map((diagnostic) => {
    const { start } = diagnostic.span;
    while ((instructions[at]?.extent.end ?? start + 1) <= start) at += 1;
    const instruction = instructions[at];
    if (instruction === undefined || start < instruction.span.start) return diagnostic;
    const { span } = instruction.keyword;
    const isFirst = source.position(start).line === source.position(span.start).line;
    return isFirst ? diagnostic : { ...diagnostic, span };
  });
}
