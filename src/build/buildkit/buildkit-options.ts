import type { Writable } from 'node:stream';
import type { SshForward } from '../session/open-agents.ts';
import type { BuildSecret } from '../session/secrets.ts';

/** Who builds: the daemon's classic builder, or BuildKit within the daemon. */
export type Builder = 'classic' | 'buildkit';

/**
 * What only BuildKit can do, but for a plain image as output; without an own choice of the builder these are refused where the daemon
 * would take the classic one.
 */
export interface BuildKitOptions {
  /** What the daemon takes by itself if not given; DOCKER_BUILDKIT=0 or 1 in the environment changes that. */
  readonly builder?: Builder | undefined;
  /** What becomes of the result; an image in the daemon if not given. The Engine API takes one. */
  readonly outputs?: readonly BuildOutput[];
  /** Whether the image is pushed, under all its names, once it is built. */
  readonly push?: boolean;
  /** Whether the image tells what its layers were built from, so that other builds can use it as cache. */
  readonly inlineCache?: boolean;
  readonly secrets?: readonly BuildSecret[];
  readonly ssh?: readonly SshForward[];
}

/** One output (docker build reference, "--output"). */
export interface BuildOutput {
  readonly type: 'local' | 'tar' | 'oci' | 'docker' | 'image' | 'registry' | 'cacheonly';
  /** The directory for `local`, a file or a stream for an archive; an image in the daemon if not given. */
  readonly destination?: string | Writable | undefined;
  /** Other attributes, which the daemon reads: `name`, `push`, `compression` … */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Whether an output is what every builder makes anyway: an image in the daemon. */
export function isPlainImage({ type, destination, attributes = {} }: BuildOutput): boolean {
  return type === 'docker' && destination === undefined && Object.keys(attributes).length === 0;
}
