import { describe, expect, it } from 'vitest';
import { FailedSteps } from '../../src/build/buildkit/failed-step.ts';
import type { SolveStatus, Vertex } from '../../src/build/buildkit/solve-status.ts';

const DOCKERFILE = `FROM alpine:3.20 AS base
ENV A=1
RUN make \\
    all
WORKDIR /app

FROM base
copy a b
RUN <<EOF
false
EOF

FROM scratch AS last
ADD x /
COPY --from=tools:1 a b
RUN --mount=type=bind,from=base,target=/b --mount=from=mounted:2,target=/m true
COPY --from=3 a c
`;

const dockerfile = { path: 'ci/Dockerfile', content: Buffer.from(DOCKERFILE) };

/** BuildKit's word that something in a Dockerfile is not right. */
function warningIn(content: string): SolveStatus {
  const source = { filename: 'Dockerfile', data: Buffer.from(content), language: 'Dockerfile' };
  const warning = { vertex: '', level: 1, short: 'Old', detail: [], url: '', source, ranges: [] };
  return { vertexes: [], statuses: [], logs: [], warnings: [warning] };
}

function failing(name: string, error: string): SolveStatus {
  const vertex: Vertex = {
    digest: `sha256:${name}`,
    inputs: [],
    name,
    cached: false,
    started: undefined,
    completed: undefined,
    error,
    progressGroup: undefined,
  };
  return { vertexes: [vertex], statuses: [], logs: [], warnings: [] };
}

async function explain(step: string, message: string, content = dockerfile) {
  const failed = new FailedSteps();
  failed.add(failing(step, message));
  return failed.explain(message, content);
}

describe('the error of a failed build', () => {
  it.each([
    ['[base 1/3] FROM docker.io/library/alpine:3.20', 1],
    ['[internal] load metadata for docker.io/library/alpine:3.20', 1],
    ['[base 2/3] RUN make     all', 3],
    ['[base 3/3] WORKDIR /app', 5],
    // With triggers of the base image, which stand in front.
    ['[base 4/5] RUN make     all', 3],
    ['[stage-1 1/2] COPY a b', 8],
    ['[stage-1 2/2] RUN <<EOF (false...)', 9],
    ['[linux/arm64 stage-1 2/2] RUN <<EOF (false...)', 9],
    ['[last 1/4] ADD x /', 14],
    ['[internal] load metadata for docker.io/library/tools:1', 15],
    // As BuildKit 0.8 names it.
    ['FROM docker.io/library/tools:1', 15],
    ['[internal] load metadata for docker.io/library/mounted:2', 16],
    // A trigger of the base image.
    ['[base 2/4] ONBUILD RUN make', 1],
  ])('finds the line of %s', async (step, line) => {
    const error = await explain(step, 'it broke');
    expect(error).toMatchObject({ line, step, message: `ci/Dockerfile:${line}: ${step}: it broke` });
  });

  it.each([
    ['[base 2/3] RUN make     all', 3, 4],
    ['[stage-1 2/2] RUN <<EOF (false...)', 9, 11],
    ['[base 3/3] WORKDIR /app', 5, 5],
  ])('knows all lines of %s', async (step, line, endLine) => {
    expect(await explain(step, 'it broke')).toMatchObject({ line, endLine, dockerfile });
  });

  it('finds steps in the Dockerfile that BuildKit shows in a warning, where it is not known here', async () => {
    const failed = new FailedSteps();
    failed.add(warningIn('FROM scratch\nADD x /\nADD y /\n'));
    failed.add(failing('[2/2] ADD y /', 'it broke'));
    const error = await failed.explain('it broke', undefined);
    expect(error).toMatchObject({ line: 3, message: 'Dockerfile:3: [2/2] ADD y /: it broke' });
    expect(Buffer.from(error.dockerfile?.content ?? []).toString()).toContain('ADD y /');
  });

  it('has no Dockerfile to show where no line is known', async () => {
    expect(await explain('exporting to image', 'it broke')).toMatchObject({
      line: undefined,
      endLine: undefined,
      dockerfile: undefined,
    });
  });

  it.each([
    '[other 1/2] RUN make',
    '[base 2/3] COPY make',
    '[base 1/9] RUN of a trigger',
    '[internal] load metadata for docker.io/library/other:latest',
    // The name of a stage, which COPY or a mount take before an image.
    '[internal] load metadata for docker.io/library/base:latest',
    'exporting to image',
  ])('tells no line for %s', async (step) => {
    const error = await explain(step, 'it broke');
    expect(error).toMatchObject({ line: undefined, step, message: `${step}: it broke` });
  });

  it('finds the steps of the only stage, which BuildKit does not name', async () => {
    const content = { path: 'Dockerfile', content: Buffer.from('FROM scratch AS a\nADD a b\nRUN false\n') };
    expect(await explain('[2/2] RUN false', 'it broke', content)).toMatchObject({ line: 3 });
  });

  it.each([
    'process "/bin/sh -c exit 7" did not complete successfully: exit code: 7',
    'executor failed running [/bin/sh -c exit 7]: exit code: 7',
    'failed to solve: rpc error: code = Unknown desc = executor failed running [x]: exit code: 7',
  ])('tells the exit code of a command: %s', async (message) => {
    const error = await explain('[base 2/3] RUN make', message);
    expect(error).toMatchObject({ code: 'BUILD_FAILED', exitCode: 7, line: 3 });
    expect(error.message).toMatch(/^ci\/Dockerfile:3: \[base 2\/3] RUN make: (?:process|executor)/);
  });

  it.each([
    'dockerfile parse error line 2: unknown instruction: FOO',
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error on line 2: unknown instruction: FOO',
  ])('points to what BuildKit cannot read: %s', async (message) => {
    expect(await new FailedSteps().explain(message, dockerfile)).toMatchObject({
      line: 2,
      endLine: 2,
      dockerfile,
      step: undefined,
      message: 'ci/Dockerfile:2: unknown instruction: FOO',
    });
  });

  it.each(['dockerfile parse error line 2: x', 'see Dockerfile:5', '401 Unauthorized', 'exit code: 9'])(
    'does not take what a command says for what BuildKit says: %s',
    async (words) => {
      for (const command of [
        `process "/bin/sh -c echo ${words}"`,
        `executor failed running [echo ${words}]:`,
      ]) {
        const message = `${command} did not complete successfully: exit code: 7`;
        expect(await explain('[base 2/3] RUN make     all', message)).toMatchObject({
          code: 'BUILD_FAILED',
          line: 3,
          exitCode: 7,
          message: `ci/Dockerfile:3: [base 2/3] RUN make     all: ${message}`,
        });
      }
    },
  );

  it('takes the line that BuildKit tells', async () => {
    expect(await explain('exporting to image', 'Dockerfile:4: it broke')).toMatchObject({
      line: 3,
      endLine: 4,
    });
  });

  it.each([
    'failed to authorize: 401 Unauthorized',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'failed to fetch oauth token: unexpected status: 401 Unauthorized',
  ])('has a code of its own where a registry wants credentials: %s', async (message) => {
    const step = '[internal] load metadata for docker.io/library/alpine:3.20';
    expect(await explain(step, message)).toMatchObject({ code: 'AUTH', line: 1 });
  });

  it('is about the step that failed, not about those that were stopped', async () => {
    const failed = new FailedSteps();
    failed.add(failing('[base 2/3] RUN make', 'exit code: 1'));
    failed.add(failing('[stage-1 1/2] COPY a b', 'context canceled'));
    failed.add(failing('[last 1/1] ADD x /', ''));
    expect(await failed.explain('exit code: 1', dockerfile)).toMatchObject({ line: 3, exitCode: 1 });
  });

  it('is one line, and stands without a Dockerfile', async () => {
    const failed = new FailedSteps();
    failed.add(failing('[2/2] RUN a', 'x'));
    expect((await failed.explain('first\n  second', undefined)).message).toBe('[2/2] RUN a: first second');
  });

  it.each([
    ['base name ($TAG) should not be blank', {}, 3],
    ['Invalid signal: FOO', {}, 5],
    ['failed to solve: invalid signal: FOO', {}, 5],
    // With a value, the first is no mistake; and what the target can do without is none.
    ['base name ($TAG) should not be blank', { buildArguments: { TAG: 'a' } }, undefined],
    ['invalid signal: FOO', { buildArguments: { TAG: 'a' }, target: 'one' }, undefined],
    ['something else', {}, undefined],
  ])('has the place of what is refused before a step runs: %s, with %j', async (message, assumed, line) => {
    const content = Buffer.from('ARG TAG\nFROM a AS one\nFROM $TAG\nFROM scratch\nSTOPSIGNAL FOO\n');
    const error = await new FailedSteps().explain(message, { path: 'Dockerfile', content }, assumed);
    expect(error).toMatchObject({ code: 'BUILD_FAILED', line });
  });
});
