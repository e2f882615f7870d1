import type { BuildStage } from './build-stage.ts';
import type { Build } from './evaluate.ts';
import { fitsPattern, type ImagePattern } from './image-pattern.ts';

/** How many names are compared at most. No file that people write has so many stages with unknown variables in their FROM. */
const MOST_COMPARISONS = 100_000;

/**
 * For each stage those of the file that it may be built on: one at most where the file and the build arguments tell, else every earlier one of which
 * the name fits. In a file with too many unknown FROMs, variables without a value count as empty.
 */
export function possibleBases(build: Build): ReadonlyMap<BuildStage, readonly BuildStage[]> {
  const { fromArguments, stages } = build;
  const patterns = new Map<BuildStage, ImagePattern>();
  for (const stage of stages) {
    const pattern = fromArguments.imagePattern(stage.stage.from);
    if (pattern.includes(null)) patterns.set(stage, pattern);
  }
  const isTooMuch = patterns.size * stages.length > MOST_COMPARISONS;
  return new Map(
    stages.map((built, index) => {
      const pattern = isTooMuch ? undefined : patterns.get(built);
      return [built, pattern === undefined ? baseOf(built) : named(stages.slice(0, index), pattern)];
    }),
  );
}

/** For each stage the one that it is built on, where variables without a value are empty. */
export function certainBases({ stages }: Build): ReturnType<typeof possibleBases> {
  return new Map(stages.map((built) => [built, baseOf(built)]));
}

function baseOf({ base }: BuildStage): readonly BuildStage[] {
  return base.kind === 'stage' ? [base.stage] : [];
}

function named(stages: readonly BuildStage[], pattern: ImagePattern): readonly BuildStage[] {
  return stages.filter(({ stage: { name } }) => name !== null && fitsPattern(name, pattern));
}
