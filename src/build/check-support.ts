import { BuildError } from './build-error.ts';
import type { BuildOptions } from './build-options.ts';
import { compareVersions, type Engine } from './docker/ping.ts';

/**
 * Throws a BuildError for an option that the daemon would ignore without a word, as it is older than the option (Engine API,
 * "Version history"), or that it has only with experimental features.
 */
export function checkSupport({ network, platform, squash }: BuildOptions, engine: Engine): void {
  if (network && network !== 'default') requireVersion('--network', '1.25', engine);
  if (platform) requireVersion('--platform', '1.32', engine);
  if (!squash) return;
  requireVersion('--squash', '1.25', engine);
  if (engine.name === 'docker' && !engine.isExperimental)
    throw new BuildError(
      'UNSUPPORTED',
      '--squash needs a daemon with experimental features: set "experimental" in its daemon.json, or leave it out',
    );
}

function requireVersion(option: string, version: string, { apiVersion }: Engine): void {
  if (compareVersions(apiVersion, version) >= 0) return;
  throw new BuildError(
    'UNSUPPORTED',
    `${option} needs API ${version}, but the daemon is spoken to in API ${apiVersion}: leave it out`,
  );
}
