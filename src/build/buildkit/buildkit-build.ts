import { BuildError } from '../build-error.ts';
import type { Status } from '../build-event.ts';
import type { BuildJob } from '../build-job.ts';
import type { BuildMetadata, BuildResult } from '../build-metadata.ts';
import { checkSupport } from '../check-support.ts';
import { namesOf } from '../docker/image-metadata.ts';
import { askImageStore } from '../docker/image-store.ts';
import { pushImage } from '../docker/push-image.ts';
import { checkResponse } from '../docker/response-error.ts';
import { saveImage } from '../docker/save-image.ts';
import { fileSend } from '../file-sync/file-send.ts';
import { followBuild, requireImage } from '../follow-build.ts';
import { resultMetadata } from '../result-metadata.ts';
import { auth } from '../session/auth.ts';
import { openAgents } from '../session/open-agents.ts';
import { openSession, type Session } from '../session/open-session.ts';
import { checkSecrets, secrets } from '../session/secrets.ts';
import { ssh } from '../session/ssh.ts';
import { buildkitQuery, ignoredOptions } from './buildkit-query.ts';
import { checkSolvable } from './check-solvable.ts';
import { FailedSteps } from './failed-step.ts';
import { type OutputPlan, planOutput } from './plan-output.ts';
import { readTrace } from './read-trace.ts';
import { type SolveContext, type SolveInput, sharedKeyOf, solveInput } from './solve-input.ts';

/** Builds with the BuildKit of a daemon (Engine API, `POST /build` with `version=2` and a session). Throws a BuildError. */
export async function buildkitBuild(job: BuildJob, context: SolveContext): Promise<BuildResult> {
  const { options, environment, channel } = job;
  checkSupport(options, job.engine);
  checkSolvable(options);
  const plan = await planFor(job);
  checkSecrets(options.secrets ?? [], environment);
  for (const name of ignoredOptions(options)) {
    await channel.send({ kind: 'Warning', text: `BuildKit ignores ${name}; the classic builder does not` });
  }
  const agents = await openAgents(options.ssh ?? [], environment, options.signal);
  let told: BuildMetadata = {};
  try {
    const input = solveInput(context, job);
    const onMetadata = (metadata: BuildMetadata): void => {
      told = metadata;
    };
    const services = [
      auth(job.credentials),
      secrets(options.secrets ?? [], environment),
      ssh(agents.sockets),
      ...input.services,
      ...(plan.received === undefined ? [] : [fileSend(plan.received, onMetadata)]),
    ];
    const session = await openSession(job.connection, { services, sharedKey: sharedKeyOf(context) });
    const imageId = await solve(job, input, session, plan);
    session.close();
    const keptId = await deliver(job, plan, imageId);
    return { imageId: keptId, metadata: await metadataOf(job, plan, imageId, told) };
  } finally {
    agents.close();
  }
}

/** The daemon is asked about its store only where that matters. */
async function planFor({ options, connection, engine }: BuildJob): Promise<OutputPlan> {
  const isImage = (options.outputs ?? []).length === 0;
  const store = isImage ? 'graphdriver' : await askImageStore(connection, engine.apiVersion);
  const plan = planOutput(options, store);
  if (plan.isPushed && plan.names.length === 0) {
    throw new BuildError('TAG_INVALID', 'an image without a name cannot be pushed: give one with -t');
  }
  return plan;
}

async function solve(
  { connection, engine, options, channel }: BuildJob,
  { remote, dockerfile, body, source }: SolveInput,
  session: Session,
  plan: OutputPlan,
): Promise<string | undefined> {
  const { address } = connection.endpoint;
  const failed = new FailedSteps();
  const request = { dockerfile, sessionId: session.id, remote, plan };
  const response = await connection.request({
    method: 'POST',
    path: `/v${engine.apiVersion}/build?${buildkitQuery(options, request, engine)}`,
    headers: { 'Content-Type': 'application/x-tar' },
    ...(body && { body }),
  });
  await checkResponse(response, address).catch((error: unknown) => {
    throw isUnknownExporter(error) ? withoutExporter(plan, error) : error;
  });
  const imageId = await followBuild(response.body, {
    address,
    engine,
    quiet: false,
    channel,
    onTrace(bytes) {
      const status = readTrace(bytes);
      failed.add(status);
      return status;
    },
    explain: async ({ message }) => ownFailure(session) ?? failed.explain(message, source, options),
  });
  return plan.makesImage ? requireImage(imageId, address) : undefined;
}

function isUnknownExporter(error: unknown): boolean {
  return error instanceof BuildError && /exporter ".*" could not be found/.test(error.message);
}

/** `cacheonly` was dropped, and others depend on the engine. */
function withoutExporter(plan: OutputPlan, cause: unknown): BuildError {
  const message = `--output type=${plan.exporter?.Type} is not possible: this daemon does not have it; leave it out`;
  return new BuildError('UNSUPPORTED', message, { cause });
}

/** What went wrong on this side says more than what the daemon made of it. */
function ownFailure(session: Session): BuildError | undefined {
  const failure = session.failure();
  return failure instanceof BuildError ? failure : undefined;
}

/** What is done with an image once the daemon has it; gives its id if it is still to be told. */
async function deliver(
  { connection, engine: { apiVersion }, credentials, channel, options }: BuildJob,
  { names, isPushed, savedTo }: OutputPlan,
  imageId: string | undefined,
): Promise<string | undefined> {
  const onStatus = (status: Status): Promise<void> => channel.send(status);
  if (isPushed) {
    for (const name of names) await pushImage(name, { connection, apiVersion, credentials, onStatus });
  }
  if (savedTo === undefined || imageId === undefined) return imageId;
  await saveImage(connection, apiVersion, names.length > 0 ? names : [imageId], savedTo, options.signal);
  return undefined;
}

/** What is known of the result, if that is asked for; of files, it is what came with them. */
async function metadataOf(
  job: BuildJob,
  { names, isPushed }: OutputPlan,
  imageId: string | undefined,
  told: BuildMetadata,
): Promise<BuildMetadata | undefined> {
  if (imageId !== undefined)
    return resultMetadata(job, { builder: 'buildkit', id: imageId, names, isPushed });
  if (job.options.metadata !== true) return undefined;
  return told.digest === undefined ? {} : { ...told, names: namesOf(names) };
}
