import { parseGoBoolean } from '../word/go-number.ts';
import { BuildError } from './build-error.ts';
import { type Builder, type BuildKitOptions, isPlainImage } from './buildkit/buildkit-options.ts';
import { compareVersions, type Engine } from './docker/ping.ts';
import type { Environment } from './environment.ts';

/** The first version of the Engine API with sessions and BuildKit. */
const API_WITH_BUILDKIT = '1.39';

/**
 * Chooses the builder as docker does: what was asked for, else DOCKER_BUILDKIT, else what the daemon says it takes by
 * itself, else the classic one. Throws a BuildError where the daemon has no BuildKit, or where something needs it that
 * is not chosen.
 */
export function chooseBuilder(options: BuildKitOptions, environment: Environment, engine: Engine): Builder {
  const hasBuildKit = engine.name === 'docker' && compareVersions(engine.apiVersion, API_WITH_BUILDKIT) >= 0;
  const wanted = options.builder ?? fromEnvironment(environment.DOCKER_BUILDKIT);
  if (options.builder === 'buildkit' && !hasBuildKit) {
    const what = engine.name === 'podman' ? 'Podman' : `this daemon (API ${engine.apiVersion})`;
    throw new BuildError(
      'UNSUPPORTED',
      `${what} has no BuildKit: leave --builder out, or use a Docker daemon from 18.09 on`,
    );
  }
  const chosen = wanted ?? (engine.builderVersion === '2' ? 'buildkit' : 'classic');
  const builder = hasBuildKit ? chosen : 'classic';
  const need = builder === 'classic' ? needOfBuildKit(options) : undefined;
  if (need === undefined) return builder;
  const advice = hasBuildKit ? 'add --builder buildkit' : 'use a Docker daemon from 18.09 on';
  throw new BuildError(
    'BUILDKIT_REQUIRED',
    `${need} needs BuildKit, but the classic builder is used: ${advice}`,
  );
}

/** The option that the classic builder does not have. */
function needOfBuildKit({
  outputs = [],
  push,
  inlineCache,
  secrets = [],
  ssh = [],
}: BuildKitOptions): string | undefined {
  if (!outputs.every(isPlainImage)) return '--output';
  if (push) return '--push';
  if (inlineCache) return '--cache-to';
  if (secrets.length > 0) return '--secret';
  return ssh.length > 0 ? '--ssh' : undefined;
}

function fromEnvironment(value = ''): Builder | undefined {
  if (value === '') return undefined;
  const isWanted = parseGoBoolean(value);
  if (isWanted !== null) return isWanted ? 'buildkit' : 'classic';
  throw new BuildError('CONFIG_INVALID', `DOCKER_BUILDKIT is "${value}": set it to 1 or 0`);
}
