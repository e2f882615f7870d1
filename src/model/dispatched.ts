import type { From, Trigger } from '../parser/ast.ts';
import type { BuildStage, StageState } from './build-stage.ts';

/** An instruction that the build runs, in its order. */
export interface Dispatched {
  readonly instruction: Trigger;
  /** The FROM that makes it run, where it is a trigger of the image or stage below; `null` where it stands in the stage itself. */
  readonly pulledBy: From | null;
  readonly stage: BuildStage;
  /** What holds before it. */
  readonly state: StageState;
}
