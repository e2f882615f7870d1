import type { Flag, Instruction } from '../parser/ast.ts';
import type { Stage } from './stages.ts';

/** What the file or a RUN mount is taken from. */
export type FileOrigin =
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** An image, or a named build context. */
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'no-such-index'; readonly index: number };

/** A `COPY --from=…` or `RUN --mount=from=…`. */
export interface StageUse {
  readonly stage: Stage;
  readonly instruction: Instruction;
  /** The name as typed, with its place. */
  readonly from: NonNullable<Flag['value']>;
  /** The flag it stands in. */
  readonly flag: Flag;
  readonly origin: FileOrigin;
}

/** Finds stages by what `COPY --from`, a mount or a target says. */
export class StageGraph {
  readonly uses: readonly StageUse[];
  readonly #stages: readonly Stage[];
  readonly #byName: ReadonlyMap<string, Stage>;

  constructor(stages: readonly Stage[]) {
    this.#stages = stages;
    // Of several stages with one name the last one counts.
    this.#byName = new Map(stages.flatMap((stage) => (stage.name === null ? [] : [[stage.name, stage]])));
    this.uses = this.#findUses();
  }

  /** The stage of a name, in any case. */
  byName(name: string): Stage | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  get names(): Iterable<string> {
    return this.#byName.keys();
  }

  #findUses(): readonly StageUse[] {
    const uses: StageUse[] = [];
    // BuildKit numbers what it does not know behind the stages, in the order in which it meets it.
    const externals: string[] = [];
    for (const stage of this.#stages) {
      for (const instruction of stage.instructions) {
        for (const { flag, from, isIndex } of fromFlags(instruction)) {
          const origin = this.#resolve(from.value, isIndex, externals);
          if (origin.kind === 'external') externals.push(origin.name);
          uses.push({ stage, instruction, from, flag, origin });
        }
      }
    }
    return uses;
  }

  #resolve(name: string, isIndex: boolean, externals: readonly string[]): FileOrigin {
    if (!isIndex) {
      const stage = this.byName(name);
      return stage === undefined ? { kind: 'external', name } : { kind: 'stage', stage };
    }
    const index = Number(name);
    const stage = this.#stages[index];
    if (stage !== undefined) return { kind: 'stage', stage };
    const known = externals[index - this.#stages.length];
    return known === undefined ? { kind: 'no-such-index', index } : { kind: 'external', name: known };
  }
}

const INTEGER = /^[+-]?\d+$/;

/** Where an instruction names another stage or image. Only COPY takes numbers. */
function* fromFlags(instruction: Instruction) {
  for (const flag of instruction.flags) {
    if (instruction.kind === 'Copy' && flag.name.value === 'from' && flag.value?.value) {
      yield { flag, from: flag.value, isIndex: INTEGER.test(flag.value.value) };
    } else if (instruction.kind === 'Run' && flag.name.value === 'mount') {
      const from = mountFrom(flag);
      if (from?.value) yield { flag, from, isIndex: false };
    }
  }
}

/** The `from=` of a mount; the last one counts. */
function mountFrom({ options }: Flag): Flag['value'] {
  return options.findLast(({ key }) => key.value.toLowerCase() === 'from')?.value ?? null;
}

/**
 * The stages that need each other in a circle: the first one that BuildKit meets, with the instruction that closes it.
 * A stack stands where others would recurse.
 */
export function findCycle(stages: readonly Stage[], uses: readonly StageUse[]): StageUse | null {
  const needs = new Map<Stage, StageUse[]>(stages.map((stage) => [stage, []]));
  for (const use of uses) if (use.origin.kind === 'stage') needs.get(use.stage)?.push(use);
  const visited = new Set<Stage>();
  for (const stage of stages) {
    const found = visited.has(stage) ? null : visitFrom(stage, needs, visited);
    if (found !== null) return found;
  }
  return null;
}

function visitFrom(
  start: Stage,
  needs: ReadonlyMap<Stage, readonly StageUse[]>,
  visited: Set<Stage>,
): StageUse | null {
  const path: { stage: Stage; next: number; by: StageUse | null }[] = [{ stage: start, next: 0, by: null }];
  const onPath = new Set([start]);
  visited.add(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const use = needs.get(top.stage)?.[top.next];
    top.next += 1;
    if (use === undefined) {
      onPath.delete(top.stage);
      path.pop();
      continue;
    }
    const needed = use.origin.kind === 'stage' ? use.origin.stage : start;
    if (onPath.has(needed)) return path[1]?.by ?? use;
    if (visited.has(needed)) continue;
    visited.add(needed);
    onPath.add(needed);
    path.push({ stage: needed, next: 0, by: use });
  }
  return null;
}
