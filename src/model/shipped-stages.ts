import type { Build } from './evaluate.ts';
import { outputStages } from './lineage.ts';
import { possibleBases } from './possible-bases.ts';
import type { Stage } from './stages.ts';

/** The stages whose layers may become part of an image that leaves the build: from others, at most files are copied. */
export function shippedStages(build: Build): ReadonlySet<Stage> {
  const bases = possibleBases(build);
  const shipped = new Set<Stage>();
  const open = [...outputStages(build)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    // Below a stage that is known, all are.
    if (shipped.has(next.stage)) continue;
    shipped.add(next.stage);
    open.push(...(bases.get(next) ?? []));
  }
  return shipped;
}

/** The last stage and all that others are built on: those that hadolint takes for shipped. */
export function lastAndBaseStages({ stages }: Build): ReadonlySet<Stage> {
  const bases = stages.flatMap(({ base }) => (base.kind === 'stage' ? [base.stage.stage] : []));
  return new Set([...bases, ...stages.slice(-1).map(({ stage }) => stage)]);
}
