/** The Dockerfile of a build, for errors that point into it. */
export interface BuiltDockerfile {
  /** As shown in messages. */
  readonly path: string;
  readonly content: Uint8Array;
}
