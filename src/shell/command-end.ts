import { forEachChild, parse, type SyntaxNode } from 'unbash';
import { DEEPEST, refuseScript } from './nesting.ts';

/**
 * Where the command ends that is the first to begin at an offset of a script or behind it: the whole of it, be it an `if` or a list
 * such as `a && b`. The script's end, if there is none.
 */
export function commandEnd(script: string, from: number): number {
  if (refuseScript(script) !== null) return script.length;
  let first: { readonly pos: number; readonly end: number } | null = null;
  const visit = (node: SyntaxNode, level: number): void => {
    // A parent comes before its children: of those that begin together, the first is the largest.
    if (node.type !== 'Script' && node.pos >= from && (first === null || node.pos < first.pos)) first = node;
    if (node.end > from && level < DEEPEST) forEachChild(node, (child) => visit(child, level + 1));
  };
  visit(parse(script), 0);
  const found = first as { readonly end: number } | null; // the compiler does not see that `visit` sets it
  return found?.end ?? script.length;
}
