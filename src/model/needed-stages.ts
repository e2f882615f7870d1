import { append } from '../text/append.ts';
import type { BuildStage } from './build-stage.ts';
import type { StageGraph } from './stage-graph.ts';
import type { Stage } from './stages.ts';

/** The stage that a build was asked for; `null` where it was asked for none, or for one that is not there. */
export function targetStage(
  stages: readonly BuildStage[],
  graph: StageGraph,
  target: string | null,
): BuildStage | null {
  const found = target === null ? undefined : graph.byName(target);
  return (found && stages[found.index]) ?? null;
}

/** The stages that a build of the target runs; all of them where there is no target. */
export function neededStages(
  stages: readonly BuildStage[],
  graph: StageGraph,
  target: BuildStage | null,
): ReadonlySet<BuildStage> {
  if (target === null) return new Set(stages);
  const used = new Map<Stage, BuildStage[]>();
  for (const { origin, stage } of graph.uses) {
    const named = origin.kind === 'stage' ? stages[origin.stage.index] : undefined;
    if (named !== undefined) append(used, stage, named);
  }
  const needed = new Set<BuildStage>();
  const open = [target];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    if (next.base.kind === 'stage') open.push(next.base.stage);
    for (const named of used.get(next.stage) ?? []) open.push(named);
  }
  return needed;
}
