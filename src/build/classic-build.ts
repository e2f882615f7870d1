import { archive, reportTo } from './archive.ts';
import type { BuildJob } from './build-job.ts';
import { checkSupport } from './check-support.ts';
import type { ArchiveContext } from './context/archive-context.ts';
import type { BuildContext } from './context/build-context.ts';
import { withoutIgnoreFiles } from './context/without-ignore-files.ts';
import { buildQuery } from './docker/build-query.ts';
import type { DaemonResponse } from './docker/connection.ts';
import { checkResponse } from './docker/response-error.ts';
import { registryConfigHeader } from './docker-config/registry-config.ts';
import { followBuild, requireImage } from './follow-build.ts';
import { refuseBuildKitSyntax } from './refuse-buildkit-syntax.ts';
import { refuseUnsigned } from './refuse-unsigned.ts';

/** Builds with the classic builder (Engine API, `POST /build` with `version=1`) and gives the image's id. Throws a BuildError. */
export async function classicBuild(job: BuildJob, context: BuildContext | ArchiveContext): Promise<string> {
  const { connection, engine, options, channel } = job;
  const { address } = connection.endpoint;
  checkSupport(options, engine);
  await refuseUnsigned(context, options, job.environment);
  if (context.kind === 'directory') await refuseBuildKitSyntax(context, job);
  const response = await sendContext(job, context);
  await checkResponse(response, address);
  const quiet = options.quiet ?? false;
  return requireImage(await followBuild(response.body, { address, engine, quiet, channel }), address);
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
