import { archive, reportTo } from './archive.ts';
import { BuildError } from './build-error.ts';
import type { BuildJob } from './build-job.ts';
import type { BuildResult } from './build-metadata.ts';
import { checkSupport } from './check-support.ts';
import { ClassicSteps } from './classic-steps.ts';
import type { ArchiveContext } from './context/archive-context.ts';
import { type BuildContext, dockerfileOf } from './context/build-context.ts';
import { withoutIgnoreFiles } from './context/without-ignore-files.ts';
import { buildQuery } from './docker/build-query.ts';
import type { DaemonResponse } from './docker/daemon-request.ts';
import { checkResponse } from './docker/response-error.ts';
import { registryConfigHeader } from './docker-config/registry-config.ts';
import { unreadDockerfile } from './failed-build.ts';
import { followBuild, requireImage } from './follow-build.ts';
import { refuseBuildKitSyntax } from './refuse-buildkit-syntax.ts';
import { refuseUnsigned } from './refuse-unsigned.ts';
import { resultMetadata } from './result-metadata.ts';

/** Builds with the classic builder (Engine API, `POST /build` with `version=1`). Throws a BuildError. */
export async function classicBuild(
  job: BuildJob,
  context: BuildContext | ArchiveContext,
): Promise<BuildResult> {
  const { connection, engine, options, channel } = job;
  const { address } = connection.endpoint;
  checkSupport(options, engine);
  await refuseUnsigned(context, options, job.environment);
  if (context.kind === 'directory') await refuseBuildKitSyntax(context, job);
  const response = await sendContext(job, context);
  const dockerfile = context.kind === 'directory' ? dockerfileOf(context) : undefined;
  await checkResponse(response, address).catch(async (error: unknown) => {
    throw (error instanceof BuildError && (await unreadDockerfile(error.message, dockerfile))) || error;
  });
  const steps = new ClassicSteps();
  const toldId = await followBuild(response.body, {
    address,
    engine,
    quiet: options.quiet ?? false,
    channel,
    onOutput: (text) => steps.add(text),
    explain: (failure) => steps.explain(failure, dockerfile),
  });
  const imageId = requireImage(toldId, address);
  const image = { builder: 'classic', id: imageId, names: options.tags ?? [], isPushed: false } as const;
  return { imageId, metadata: await resultMetadata(job, image) };
}

async function sendContext(
  { connection, engine, options, channel, credentials }: BuildJob,
  context: BuildContext | ArchiveContext,
): Promise<DaemonResponse> {
  const isForPodman = engine.name === 'podman' && context.kind === 'directory';
  const sent = isForPodman ? withoutIgnoreFiles(context) : context;
  const body = archive(sent, reportTo(channel), options);
  const registryConfig = registryConfigHeader(await credentials.all());
  return connection.request({
    method: 'POST',
    path: `/v${engine.apiVersion}/build?${buildQuery(options, context.dockerfileName, engine)}`,
    headers: { 'Content-Type': 'application/x-tar', 'X-Registry-Config': registryConfig },
    body,
  });
}
