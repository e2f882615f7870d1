import { type Document, type Instruction, isInstruction } from './ast.ts';
import { checkInstruction } from './check-instruction.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Refusal } from './refusal.ts';

/** Everything in the tree that BuildKit refuses, in the order in which it would meet it: first what fails while reading, then what the instructions say. */
export function checkDocument(document: Document): readonly Refusal[] {
  const instructions = document.items.filter(isInstruction);
  const [first] = instructions;
  if (first === undefined) return [refuseEmpty(document)];
  const read = instructions.flatMap(checkSyntax);
  const understood: Refusal[] = [];
  let staged = false;
  for (const instruction of instructions) {
    understood.push(...checkInstruction(instruction));
    staged ||= instruction.kind === 'From';
    if (!staged && instruction.kind !== 'Arg' && instruction.kind !== 'Unknown')
      understood.push(refuseUnstaged(instruction));
  }
  if (!staged && instructions.every(({ kind }) => kind === 'Arg')) understood.push(refuseUnstagedFile(first));
  return [...read, ...understood];
}

function refuseEmpty({ span }: Document): Refusal {
  const words = span.end === 0 ? 'the Dockerfile cannot be empty' : 'file with no instructions';
  const where = { start: 0, end: 0 };
  return {
    rule: 'no-instructions',
    phase: 'parse',
    words,
    advice: 'begin with `FROM`',
    span: where,
    extent: where,
  };
}

function refuseUnstaged({ keyword, extent }: Instruction): Refusal {
  const advice = `only \`ARG\` may stand before the first \`FROM\``;
  return {
    rule: 'no-build-stage',
    phase: 'stages',
    words: 'no build stage in current context',
    advice,
    span: keyword.span,
    extent,
  };
}

function refuseUnstagedFile({ keyword, extent }: Instruction): Refusal {
  const words = 'dockerfile contains no stages to build';
  return { rule: 'no-stages', phase: 'stages', words, advice: 'add a `FROM`', span: keyword.span, extent };
}
