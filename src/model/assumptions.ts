/** What is assumed of the build in which the file will be used. */
export interface Assumptions {
  /** Values of `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>;
  /** The stage of `--target`; `null` is the last one. */
  readonly target: string | null;
}

export const noAssumptions: Assumptions = { buildArgs: new Map(), target: null };

/** The path that every Linux image has where it sets none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The global arguments that need no ARG (Dockerfile reference, "Automatic platform ARGs in the global scope"), for a build on and for linux/amd64. */
export function predefinedArgs(targetStage: string): ReadonlyMap<string, string> {
  return new Map([
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', 'linux/amd64'],
    ['TARGETOS', 'linux'],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', 'amd64'],
    ['TARGETVARIANT', ''],
    ['TARGETSTAGE', targetStage],
  ]);
}
