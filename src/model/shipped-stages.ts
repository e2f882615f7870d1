import type { Build } from './evaluate.ts';
import { outputStages } from './lineage.ts';
import type { Stage } from './stages.ts';

/** The stages whose layers become part of an image that leaves the build: from others, at most files are copied. */
export function shippedStages(build: Build): ReadonlySet<Stage> {
  const shipped = new Set<Stage>();
  for (const output of outputStages(build)) {
    let { base, stage } = output;
    // Below a stage that is known, all are.
    while (!shipped.has(stage)) {
      shipped.add(stage);
      if (base.kind === 'stage') ({ base, stage } = base.stage);
    }
  }
  return shipped;
}

/** The last stage and all that others are built on: those that hadolint takes for shipped. */
export function lastAndBaseStages({ stages }: Build): ReadonlySet<Stage> {
  const bases = stages.flatMap(({ base }) => (base.kind === 'stage' ? [base.stage.stage] : []));
  return new Set([...bases, ...stages.slice(-1).map(({ stage }) => stage)]);
}
