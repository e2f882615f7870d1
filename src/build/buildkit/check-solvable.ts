import { BuildError } from '../build-error.ts';
import type { BuildOptions } from '../build-options.ts';

/** The networks that BuildKit knows. */
const NETWORKS: ReadonlySet<string> = new Set(['', 'default', 'host', 'none']);

/** Throws a BuildError for what BuildKit cannot be asked for over the Engine API. */
export function checkSolvable({ network = '', platform = '' }: Omit<BuildOptions, 'context'>): void {
  if (!NETWORKS.has(network)) {
    throw new BuildError(
      'UNSUPPORTED',
      `the network ${network} is not possible: BuildKit knows default, host and none; others need --builder classic`,
    );
  }
  if (platform.includes(',')) {
    throw new BuildError(
      'UNSUPPORTED',
      `several platforms (${platform}) are not possible: the Engine API builds for one; build once for each`,
    );
  }
}
