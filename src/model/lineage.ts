import type { BuildStage } from './build-stage.ts';
import type { Build } from './evaluate.ts';
import { possibleBases } from './possible-bases.ts';

/** A stage and those of the file that it is built on, from the nearest down. For all stages of a file, `inherit` is what does not take the square of their number. */
export function lineage(stage: BuildStage): readonly BuildStage[] {
  const found = [stage];
  for (let { base } = stage; base.kind === 'stage'; { base } = base.stage) found.push(base.stage);
  return found;
}

/** Works out something for each stage, from what holds for those that it may be built on; that is nothing for one on an image. */
export function inherit<T>(
  bases: ReadonlyMap<BuildStage, readonly BuildStage[]>,
  of: (stage: BuildStage, below: readonly T[]) => T,
): ReadonlyMap<BuildStage, T> {
  const known = new Map<BuildStage, T>();
  for (const [stage, below] of bases) {
    const values = below.map((base) => known.get(base)).filter((value) => value !== undefined);
    known.set(stage, of(stage, values));
  }
  return known;
}

/** The stages whose images leave the build: the target; without one, as far as the file tells, the last and those of which no other can make use. */
export function outputStages(build: Build): readonly BuildStage[] {
  const { graph, stages, target } = build;
  if (target !== null) return [target];
  const used = new Set([...possibleBases(build).values()].flat().map(({ stage }) => stage));
  for (const { origin } of graph.uses) if (origin.kind === 'stage') used.add(origin.stage);
  return stages.filter((stage, index) => index === stages.length - 1 || !used.has(stage.stage));
}
