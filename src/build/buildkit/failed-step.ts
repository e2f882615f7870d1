import { Source } from '../../text/source.ts';
import { BuildError } from '../build-error.ts';
import type { SolveStatus, Vertex } from './solve-status.ts';

/** The Dockerfile of a build, for errors that point into it. */
export interface BuiltDockerfile {
  /** As shown in messages. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Steps that only stopped because another failed. */
const STOPPED = /\b(?:context cancell?ed)$/;

/** What registries say through BuildKit when they want other credentials. */
const UNAUTHORIZED =
  /authorization failed|no basic auth credentials|insufficient_scope|\b401 Unauthorized|\b403 Forbidden|incorrect username or password/i;

/** Layers of the daemon's words around the reason. */
const WRAPPERS =
  /^(?:failed to solve(?: with frontend [\w.]+)?|failed to (?:build LLB|create LLB definition)|rpc error: code = \w+ desc =):? /;

/** Keeps the steps that failed, so that the end of the build can be explained. */
export class FailedSteps {
  #last: Vertex | undefined;

  /** Takes a part of the progress in. */
  add({ vertexes }: SolveStatus): void {
    for (const vertex of vertexes) {
      if (vertex.error !== '' && !STOPPED.test(vertex.error)) this.#last = vertex;
    }
  }

  /** The error of a build that ended with such a message: it names the step, its place and the exit code where they are known. */
  async explain(message: string, dockerfile: BuiltDockerfile | undefined): Promise<BuildError> {
    const reason = unwrap(message);
    const unread = /\bdockerfile parse error (?:on )?line (\d+): (.*)$/i.exec(reason);
    if (unread !== null) {
      const line = Number(unread[1]);
      return new BuildError('BUILD_FAILED', `${placeOf(line, dockerfile)}${unread[2]}`, { line });
    }
    const step = this.#last?.name;
    const line = lineIn(reason) ?? (await lineOf(step, dockerfile));
    const exitCode = /\bexit code: (\d+)/.exec(reason)?.[1];
    const isAuth = UNAUTHORIZED.test(reason);
    return new BuildError(
      isAuth ? 'AUTH' : 'BUILD_FAILED',
      `${placeOf(line, dockerfile)}${step === undefined ? '' : `${oneLine(step)}: `}${reason}${isAuth ? adviceFor(step) : ''}`,
      { step, line, exitCode: exitCode === undefined ? undefined : Number(exitCode) },
    );
  }
}

/** Docker Hub is where `docker login` goes by itself. */
function adviceFor(step = ''): string {
  const registry = /^\[internal\] load metadata for ([^/]+)\//.exec(step)?.[1];
  return registry === undefined ? '' : `; log in with docker login ${registry}`.replace(/ docker\.io$/, '');
}

function placeOf(line: number | undefined, dockerfile: BuiltDockerfile | undefined): string {
  return line === undefined ? '' : `${dockerfile?.path ?? 'Dockerfile'}:${line}: `;
}

function unwrap(message: string): string {
  let reason = oneLine(message);
  while (WRAPPERS.test(reason)) reason = reason.replace(WRAPPERS, '');
  return reason;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** A line that the daemon tells: `Dockerfile:12`. */
function lineIn(reason: string): number | undefined {
  const line = /\bDockerfile:(\d+)\b/.exec(reason)?.[1];
  return line === undefined ? undefined : Number(line);
}

async function lineOf(
  step: string | undefined,
  dockerfile: BuiltDockerfile | undefined,
): Promise<number | undefined> {
  if (step === undefined || dockerfile === undefined) return undefined;
  const [{ parse }, { locateStep }] = await Promise.all([
    import('../../parser/parse.ts'),
    import('./locate-step.ts'),
  ]);
  const { document, source } = parse(Source.fromBytes(dockerfile.content));
  const instruction = locateStep(step, document);
  return instruction && source.position(instruction.span.start).line;
}
