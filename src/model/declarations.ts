import type { Instruction } from '../parser/ast.ts';
import type { Build } from './evaluate.ts';
import { lineage } from './lineage.ts';
import type { Stage } from './stages.ts';

/** Where in a file ARG and ENV first name their variables: offsets, by name. */
type FirstPlaces = Map<string, number>;

/** Which variables are named before an instruction, as far as hadolint knows: ARG in any stage, ENV in those that are built upon. */
export class Declarations {
  readonly #build: Build;
  readonly #arguments: FirstPlaces = new Map();
  readonly #environments = new Map<Stage | null, FirstPlaces>();

  constructor(build: Build) {
    this.#build = build;
    this.#take(null, build.globals);
    for (const { stage } of build.stages) this.#take(stage, stage.instructions);
  }

  #take(stage: Stage | null, instructions: readonly Instruction[]): void {
    const environment: FirstPlaces = new Map();
    this.#environments.set(stage, environment);
    for (const instruction of instructions) {
      if (instruction.kind !== 'Arg' && instruction.kind !== 'Env') continue;
      const places = instruction.kind === 'Arg' ? this.#arguments : environment;
      for (const { name } of instruction.pairs)
        if (!places.has(name.value)) places.set(name.value, instruction.extent.start);
    }
  }

  /** Whether a variable is named before an offset in a stage; `null` stands for a file without stages. */
  isNamedBefore(name: string, offset: number, stage: Stage | null): boolean {
    if ((this.#arguments.get(name) ?? offset) < offset) return true;
    const built = stage && this.#build.stages[stage.index];
    const stages = built ? lineage(built).map((each) => each.stage) : [null];
    return stages.some((each) => (this.#environments.get(each)?.get(name) ?? offset) < offset);
  }
}
