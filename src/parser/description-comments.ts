import { type Instruction, isInstruction } from './ast.ts';
import type { Dockerfile } from './parse.ts';

/**
 * The texts of the comments above each instruction that has some, as BuildKit collects them: blank lines between do not matter, a comment
 * without text begins anew, and an indented one keeps its `#`.
 */
export function descriptionComments({
  document,
  source,
}: Dockerfile): ReadonlyMap<Instruction, readonly string[]> {
  const above = new Map<Instruction, readonly string[]>();
  let comments: string[] = [];
  for (const item of document.items) {
    if (item.kind === 'Comment') {
      const isIndented = item.span.start > item.extent.start;
      const text = isIndented ? source.text.slice(item.span.start, item.span.end) : item.text;
      if (text === '') comments = [];
      else comments.push(text);
    } else if (isInstruction(item)) {
      if (comments.length > 0) above.set(item, comments);
      comments = [];
    }
  }
  return above;
}
