export type MountType = 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
export type MountSharing = 'shared' | 'private' | 'locked';

/**
 * A `--mount` of RUN (Dockerfile reference, "RUN --mount"). Text is empty where it is not given: BuildKit does not tell that
 * from an empty value, except for `env`.
 */
export interface Mount {
  readonly type: MountType;
  /** A stage, a build context or an image. */
  readonly from: string;
  readonly source: string;
  /** Perhaps relative to the working directory. */
  readonly target: string;
  readonly readOnly: boolean;
  readonly id: string;
  readonly sharing: MountSharing | null;
  /** The most that a tmpfs may hold, in bytes; 0 for no limit. */
  readonly sizeBytes: number;
  readonly required: boolean;
  /** The environment variable that a secret is given as. */
  readonly env: string | null;
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
}
