import type { User } from '../parser/ast.ts';
import type { BuildStage } from './build-stage.ts';
import type { Build } from './evaluate.ts';
import { inherit, outputStages } from './lineage.ts';
import { possibleBases } from './possible-bases.ts';

/** The last USER of a stage, whatever it is built on. */
export function lastUser({ stage }: BuildStage): User | null {
  return stage.instructions.findLast((instruction) => instruction.kind === 'User') ?? null;
}

/** The USERs that the images that leave the build may have; a stage has that of the stage it is built on, until it sets another. */
export function imageUsers(build: Build): ReadonlySet<User> {
  const users = inherit<ReadonlySet<User>>(possibleBases(build), (stage, below) => {
    const own = lastUser(stage);
    return new Set(own === null ? below.flatMap((each) => [...each]) : [own]);
  });
  return new Set(outputStages(build).flatMap((stage) => [...(users.get(stage) ?? [])]));
}
