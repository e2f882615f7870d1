import type { LineRange } from '../../text/line-range.ts';
import type { BuildError } from '../build-error.ts';
import type { BuiltDockerfile } from '../built-dockerfile.ts';
import type { Assumed } from '../evaluate-dockerfile.ts';
import { failedBuild, linesAt, unreadDockerfile } from '../failed-build.ts';
import { oneLine } from '../one-line.ts';
import type { SolveStatus, Vertex } from './solve-status.ts';

/** Steps that only stopped because another failed. */
const STOPPED = /\b(?:context cancell?ed)$/;

/** What registries say through BuildKit when they want other credentials. */
const UNAUTHORIZED =
  /authorization failed|no basic auth credentials|insufficient_scope|\b401 Unauthorized|\b403 Forbidden|incorrect username or password/i;

/** A command and how it ended: what it says itself is not what BuildKit says. */
const OF_COMMAND = /^(?:process "|executor failed running \[)/;

/** Layers of the daemon's words around the reason. */
const WRAPPERS =
  /^(?:failed to solve(?: with frontend [\w.]+)?|failed to (?:build LLB|create LLB definition)|rpc error: code = \w+ desc =):? /;

/** Keeps what explains the end of a build that fails: the steps that failed, and the Dockerfile, if BuildKit warns of something in it. */
export class FailedSteps {
  #last: Vertex | undefined;
  #source: BuiltDockerfile | undefined;

  /** Takes a part of the progress in. */
  add({ vertexes, warnings }: SolveStatus): void {
    for (const vertex of vertexes) {
      if (vertex.error !== '' && !STOPPED.test(vertex.error)) this.#last = vertex;
    }
    for (const { source } of warnings) {
      if (source !== undefined) this.#source = { path: source.filename, content: source.data };
    }
  }

  /**
   * The error of a build with these options that ended with such a message: it names the step, its place and the exit code where they are
   * known. A Dockerfile that is not here is undefined.
   */
  async explain(
    message: string,
    known: BuiltDockerfile | undefined,
    assumed: Assumed = {},
  ): Promise<BuildError> {
    const reason = unwrap(message);
    const dockerfile = known ?? this.#source;
    const isOfCommand = OF_COMMAND.test(reason);
    const unread = isOfCommand ? undefined : await unreadDockerfile(reason, dockerfile);
    if (unread !== undefined) return unread;
    const step = this.#last?.name;
    const exitCode = /^.*\bexit code: (\d+)/.exec(reason)?.[1];
    const isAuth = !isOfCommand && UNAUTHORIZED.test(reason);
    return failedBuild({
      reason: isAuth ? `${reason}${adviceFor(step)}` : reason,
      code: isAuth ? 'AUTH' : 'BUILD_FAILED',
      step,
      lines: await findLines(isOfCommand ? '' : reason, { step, dockerfile, assumed }),
      dockerfile,
      exitCode: exitCode === undefined ? undefined : Number(exitCode),
    });
  }
}

/** Docker Hub is where `docker login` goes by itself. */
function adviceFor(step = ''): string {
  const registry = /^\[internal\] load metadata for ([^/]+)\//.exec(step)?.[1];
  return registry === undefined ? '' : `; log in with docker login ${registry}`.replace(/ docker\.io$/, '');
}

function unwrap(message: string): string {
  let reason = oneLine(message);
  while (WRAPPERS.test(reason)) reason = reason.replace(WRAPPERS, '');
  return reason;
}

/** What a failure is looked for by. */
interface Clues {
  readonly step: string | undefined;
  readonly dockerfile: BuiltDockerfile | undefined;
  readonly assumed: Assumed;
}

/** BuildKit tells the line now and then (`Dockerfile:12`); else the step is looked for, or where there is none, the reason. */
async function findLines(
  reason: string,
  { step, dockerfile, assumed }: Clues,
): Promise<LineRange | undefined> {
  const told = /\bDockerfile:(\d+)\b/.exec(reason)?.[1];
  if (told !== undefined) return linesAt(Number(told), dockerfile);
  if (dockerfile === undefined) return undefined;
  if (step === undefined) {
    const { locateRefusal } = await import('./locate-refusal.ts');
    return locateRefusal(reason, dockerfile.content, assumed);
  }
  const [{ linesOfInstruction }, { locateStep }] = await Promise.all([
    import('../instruction-lines.ts'),
    import('./locate-step.ts'),
  ]);
  return linesOfInstruction(dockerfile, (document) => locateStep(step, document));
}
