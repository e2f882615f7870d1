import { type Document, type Instruction, isInstruction } from './ast.ts';

/** Finds the instruction on whose lines an offset is; `undefined` where none is. */
export function instructionFinder(document: Document): (offset: number) => Instruction | undefined {
  const instructions = document.items.filter(isInstruction);
  return (offset) => {
    let low = 0;
    let high = instructions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((instructions[middle]?.extent.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = instructions[low];
    return found !== undefined && found.extent.start <= offset ? found : undefined;
  };
}
