import type { Instruction } from '../parser/ast.ts';
import type { Place } from './rule.ts';

/**
 * A listener for an instruction of which only the last in a stage takes effect: calls `found` with each that has one before it.
 * Those in ONBUILD are left out, since they belong to the images built on this one.
 */
export function onReplacement<I extends Instruction>(
  found: (node: I, replaced: I) => void,
): (node: I, place: Place) => void {
  let previous: { readonly node: I; readonly stage: Place['stage'] } | null = null;
  return (node, { onbuild, stage }) => {
    if (onbuild !== null) return;
    if (previous !== null && previous.stage === stage) found(node, previous.node);
    previous = { node, stage };
  };
}
