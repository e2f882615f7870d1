import type { BuildStage } from './build-stage.ts';
import type { Build } from './evaluate.ts';

/** A stage and those of the file that it is built on, from the nearest down. For all stages of a file, `inherit` is what does not take the square of their number. */
export function lineage(stage: BuildStage): readonly BuildStage[] {
  const found = [stage];
  for (let { base } = stage; base.kind === 'stage'; { base } = base.stage) found.push(base.stage);
  return found;
}

/** Works out something for each stage, from what holds for the stage that it is built on; that is `null` for one on an image. */
export function inherit<T>(
  stages: readonly BuildStage[],
  of: (stage: BuildStage, below: T | null) => T,
): ReadonlyMap<BuildStage, T> {
  const known = new Map<BuildStage, T>();
  for (const stage of stages) {
    const below = stage.base.kind === 'stage' ? (known.get(stage.base.stage) ?? null) : null;
    known.set(stage, of(stage, below));
  }
  return known;
}

/** The stages whose images leave the build, as far as the file tells: the last, and those of which no other makes use. */
export function outputStages({ graph, stages }: Build): readonly BuildStage[] {
  const used = new Set(stages.flatMap(({ base }) => (base.kind === 'stage' ? [base.stage.stage] : [])));
  for (const { origin } of graph.uses) if (origin.kind === 'stage') used.add(origin.stage);
  return stages.filter((stage, index) => index === stages.length - 1 || !used.has(stage.stage));
}
