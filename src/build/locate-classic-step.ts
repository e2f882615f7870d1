import { type Stage, stages } from '../model/stages.ts';
import { type Document, type Instruction, isInstruction } from '../parser/ast.ts';
import type { Source } from '../text/source.ts';
import type { ClassicStep } from './classic-step.ts';

/**
 * The instruction that a step of the classic builder, or of Podman's, belongs to. For a trigger (ONBUILD) it is the FROM that brings
 * it along. Undefined for those that belong to none of this file, such as the labels of the command line.
 */
export function locateClassicStep(
  step: ClassicStep,
  document: Document,
  source: Source,
): Instruction | undefined {
  const isMeant = (instruction: Instruction | undefined): boolean =>
    instruction !== undefined && beginsWith(step.text, instruction, source);
  if (step.countsIn === 'file') {
    const instruction = document.items.filter(isInstruction)[step.index - 1];
    return isMeant(instruction) ? instruction : undefined;
  }
  const stage = stages(document).stages[step.stage];
  if (stage === undefined || step.index === 1) return stage?.from;
  return candidates(step, stage).find(isMeant) ?? triggerOf(step, stage);
}

/** Counted from the FROM, and from the end: what stands between is what a base image brings along. */
function candidates(
  { index, count }: ClassicStep,
  { instructions }: Stage,
): readonly (Instruction | undefined)[] {
  return [instructions[index - 2], instructions[index - 1 - (count - instructions.length)]];
}

function triggerOf({ index, count }: ClassicStep, { from, instructions }: Stage): Instruction | undefined {
  return index <= count - instructions.length ? from : undefined;
}

/** Whether the text of a step is that of an instruction, as far as its first line goes. */
function beginsWith(text: string, { span }: Instruction, source: Source): boolean {
  const { line } = source.position(span.start);
  return squeezed(text).startsWith(squeezed(source.line(line).replace(/[\\`]\s*$/, '')));
}

function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
