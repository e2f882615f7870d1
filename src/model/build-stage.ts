import type { BaseImage } from './base-image.ts';
import type { Environment } from './environment.ts';
import type { ImageName } from './image-name.ts';
import type { Stage } from './stages.ts';

/** What a stage is built on. */
export type Base =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'stage'; readonly stage: BuildStage }
  /** `name` is `null` where the text is no image name; `config` is what is known of the image; `unset` are the variables in it that have no value. */
  | {
      readonly kind: 'image';
      readonly text: string;
      readonly name: ImageName | null;
      readonly config: BaseImage | null;
      readonly unset: readonly string[];
    };

/** A stage, with what its FROM means. */
export interface BuildStage {
  readonly stage: Stage;
  readonly base: Base;
  readonly os: 'linux' | 'windows';
  /** The variables at the stage's end. */
  readonly environment: Environment;
  /** What holds for the image after the stage's last instruction. */
  state: StageState;
}

/** Settings that later instructions build on. */
export interface StageState {
  /** Program and arguments of the last SHELL, or the default. */
  readonly shell: readonly string[];
  /** Whether a SHELL has set it. */
  readonly shellIsSet: boolean;
  /** The directory of the last WORKDIR, absolute; `null` where none is set, so that it is the base image's. */
  readonly workdir: string | null;
  /** Whether a WORKDIR came before, known or not. */
  readonly workdirIsSet: boolean;
  /** The last USER; `null` where none is set. */
  readonly user: string | null;
}
