import type { Diagnostic } from '../diagnostic.ts';
import { isInstruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';

const HADOLINT_CODE = /^DL\d/;

/**
 * Leaves the first of the findings of a rule for an instruction: hadolint asks whether an instruction is right, not how often it is
 * wrong. They must be in the order of the text.
 */
export function onceEach(
  diagnostics: readonly Diagnostic[],
  { document }: Dockerfile,
): readonly Diagnostic[] {
  const instructions = document.items.filter(isInstruction);
  const shown = new Set<string>();
  let at = 0;
  return diagnostics.filter(({ code, rule, span }) => {
    while ((instructions[at]?.extent.end ?? span.start + 1) <= span.start) at += 1;
    const instruction = instructions[at];
    // A FROM stands for its stage, which may be wrong in more than one way.
    if (instruction === undefined || instruction.kind === 'From' || !HADOLINT_CODE.test(code)) return true;
    const id = `${instruction.extent.start} ${rule}`;
    const isFirst = !shown.has(id);
    shown.add(id);
    return isFirst;
  });
}
