import { parseGoBoolean } from '../word/go-number.ts';
import { BuildError } from './build-error.ts';
import type { BuildOptions } from './build-options.ts';
import type { ArchiveContext } from './context/archive-context.ts';
import type { BuildContext } from './context/build-context.ts';
import type { Environment } from './environment.ts';
import type { Assumed } from './evaluate-dockerfile.ts';

/**
 * Throws a BuildError where DOCKER_CONTENT_TRUST asks for signed base images and one is not pinned to a digest: signatures are
 * not looked up, and building without them would be less than was asked for.
 */
export async function refuseUnsigned(
  context: BuildContext | ArchiveContext,
  options: BuildOptions,
  environment: Environment,
): Promise<void> {
  if (options.disableContentTrust || !isTrustAsked(environment.DOCKER_CONTENT_TRUST)) return;
  if (context.kind === 'archive') throw refusal('the Dockerfile in an archive is not looked at');
  const image = await unpinnedImage(context.dockerfile, options);
  if (image !== undefined) throw refusal(`the base image ${image} is not pinned to a digest`);
}

/** As docker reads it: what is no truth value counts as true. */
function isTrustAsked(value = ''): boolean {
  return value !== '' && parseGoBoolean(value) !== false;
}

async function unpinnedImage(dockerfile: Uint8Array, options: Assumed): Promise<string | undefined> {
  const { evaluateDockerfile } = await import('./evaluate-dockerfile.ts');
  // Images of all stages count, whatever the target needs.
  const { stages } = evaluateDockerfile(dockerfile, { ...options, target: undefined }).build;
  const base = stages.map((stage) => stage.base).find((one) => one.kind === 'image' && !one.name?.digest);
  return base?.kind === 'image' ? base.text : undefined;
}

function refusal(reason: string): BuildError {
  return new BuildError(
    'UNSUPPORTED',
    `DOCKER_CONTENT_TRUST asks for signed images, which dlint cannot check, and ${reason}: pin it, or use --disable-content-trust`,
  );
}
