import type { BuildStage } from './build-stage.ts';
import type { StageGraph } from './stage-graph.ts';

/** The stages that a build of the target runs; all of them where there is no target, or none that is known. */
export function neededStages(
  stages: readonly BuildStage[],
  graph: StageGraph,
  target: string | null,
): ReadonlySet<BuildStage> {
  const wanted = target === null ? undefined : graph.byName(target);
  const last = wanted === undefined ? undefined : stages[wanted.index];
  if (last === undefined) return new Set(stages);
  const needed = new Set<BuildStage>();
  const open = [last];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    open.push(...belowOf(next));
  }
  return needed;

  function belowOf({ base, stage }: BuildStage): readonly BuildStage[] {
    const used = graph.uses.flatMap((use) =>
      use.stage === stage && use.origin.kind === 'stage' ? (stages[use.origin.stage.index] ?? []) : [],
    );
    return base.kind === 'stage' ? [base.stage, ...used] : used;
  }
}
