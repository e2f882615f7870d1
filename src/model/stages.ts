import type { Document, From, Instruction } from '../parser/ast.ts';
import { isInstruction } from '../parser/ast.ts';

/** A build stage: a FROM and what follows it (Dockerfile reference, "FROM"). */
export interface Stage {
  /** Its number, from 0, by which `COPY --from` may name it. */
  readonly index: number;
  /** The name behind AS in lower case, as BuildKit compares it; `null` where it has none. */
  readonly name: string | null;
  readonly from: From;
  /** What follows the FROM, in order. */
  readonly instructions: readonly Instruction[];
}

/** The build stages of a file, and what stands before the first. */
export interface Stages {
  /** Instructions before the first FROM: only ARG may stand there. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** Sorts the instructions of a file into its stages. */
export function stages(document: Document): Stages {
  const globals: Instruction[] = [];
  const found: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const item of document.items) {
    if (!isInstruction(item)) continue;
    if (item.kind === 'From') {
      const name = item.name?.value.toLowerCase() ?? null;
      found.push({ index: found.length, name, from: item, instructions: [] });
    } else {
      (found.at(-1)?.instructions ?? globals).push(item);
    }
  }
  return { globals, stages: found };
}

/** How BuildKit names a stage in its messages. */
export function stageTitle({ index, name }: Stage): string {
  return name ?? `stage-${index}`;
}
