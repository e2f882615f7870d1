import { createHash } from 'node:crypto';
import { BuildError } from '../build-error.ts';
import type { Status } from '../build-event.ts';
import type { BuildJob } from '../build-job.ts';
import type { BuildMetadata, BuildResult } from '../build-metadata.ts';
import { checkSupport } from '../check-support.ts';
import { askImageMetadata, namesOf } from '../docker/image-metadata.ts';
import { askImageStore } from '../docker/image-store.ts';
import { pushImage } from '../docker/push-image.ts';
import { checkResponse } from '../docker/response-error.ts';
import { saveImage } from '../docker/save-image.ts';
import { fileSend } from '../file-sync/file-send.ts';
import { followBuild, requireImage } from '../follow-build.ts';
import { checkImageName } from '../image-name.ts';
import { auth } from '../session/auth.ts';
import { openAgents } from '../session/open-agents.ts';
import { openSession, type Session } from '../session/open-session.ts';
import { checkSecrets, secrets } from '../session/secrets.ts';
import { ssh } from '../session/ssh.ts';
import { buildkitQuery, ignoredOptions } from './buildkit-query.ts';
import { checkSolvable } from './check-solvable.ts';
import { FailedSteps } from './failed-step.ts';
import { type OutputPlan, planOutput } from './plan-output.ts';
import { type SolveContext, type SolveInput, solveInput } from './solve-input.ts';

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
  const agents = await openAgents(options.ssh ?? [], environment);
  const sent: { metadata: BuildMetadata } = { metadata: {} };
  try {
    const input = solveInput(context, job);
    const services = [
      auth(job.credentials),
      secrets(options.secrets ?? [], environment),
      ssh(agents.sockets),
      ...input.services,
      ...(plan.received === undefined ? [] : [fileSend(plan.received, (told) => (sent.metadata = told))]),
    ];
    const session = await openSession(job.connection, { services, sharedKey: sharedKeyOf(context) });
    const imageId = await solve(job, input, session, plan);
    session.close();
    const toldId = await deliver(job, plan, imageId);
    return { imageId: toldId, metadata: await metadataOf(job, plan, imageId, sent.metadata) };
  } finally {
    agents.close();
  }
}

/** The daemon is asked about its store only where that matters. */
async function planFor({ options, connection, engine }: BuildJob): Promise<OutputPlan> {
  const { outputs = [], tags = [], push: isPushed = false } = options;
  const store = outputs.length === 0 ? 'graphdriver' : await askImageStore(connection, engine.apiVersion);
  const plan = planOutput(outputs, isPushed, store);
  for (const name of plan.names) checkImageName(name);
  if (plan.isPushed && tags.length + plan.names.length === 0) {
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
    onStatus: (status) => failed.add(status),
    explain: async ({ message }) => ownFailure(session) ?? failed.explain(message, source),
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
  { connection, engine: { apiVersion }, options, credentials, channel }: BuildJob,
  plan: OutputPlan,
  imageId: string | undefined,
): Promise<string | undefined> {
  const names = [...(options.tags ?? []), ...plan.names];
  const onStatus = (status: Status): Promise<void> => channel.send(status);
  if (plan.isPushed) {
    for (const name of names) await pushImage(name, { connection, apiVersion, credentials, onStatus });
  }
  if (plan.savedTo === undefined || imageId === undefined) return imageId;
  await saveImage(connection, apiVersion, names.length > 0 ? names : [imageId], plan.savedTo);
  return undefined;
}

/** What is known of the result, if that is asked for. */
async function metadataOf(
  { connection, engine, options }: BuildJob,
  plan: OutputPlan,
  imageId: string | undefined,
  sent: BuildMetadata,
): Promise<BuildMetadata | undefined> {
  if (options.metadata !== true) return undefined;
  const names = [...(options.tags ?? []), ...plan.names];
  if (imageId === undefined) return sent.digest === undefined ? {} : { ...sent, names: namesOf(names) };
  const { isPushed } = plan;
  return askImageMetadata(connection, engine, { builder: 'buildkit', id: imageId, names, isPushed });
}

/** The same for each build of a directory. */
function sharedKeyOf(context: SolveContext): string {
  const root = context.kind === 'directory' ? context.root : '';
  return createHash('sha256').update(root).digest('hex').slice(0, 32);
}
