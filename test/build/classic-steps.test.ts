import { describe, expect, it } from 'vitest';
import type { BuildError } from '../../src/build/build-error.ts';
import { ClassicSteps } from '../../src/build/classic-steps.ts';

const DOCKERFILE = `ARG TAG=3
FROM alpine:$TAG AS base
RUN make \\
    # all of it
    all

FROM base
ENV a=b
run exit 7
`;

const dockerfile = { path: 'ci/Dockerfile', content: Buffer.from(DOCKERFILE) };

/** The error of a build that printed these parts. */
function explain(
  parts: readonly string[],
  message = 'it broke',
  exitCode: number | undefined = undefined,
  known: typeof dockerfile | undefined = dockerfile,
): Promise<BuildError> {
  const steps = new ClassicSteps();
  for (const part of parts) steps.add(part);
  return steps.explain({ message, exitCode }, known);
}

/** The steps up to one, as Docker tells them. */
function docker(...texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => [`Step ${index + 1}/6 : ${text}`, '\n', ' ---> 1234567890ab\n']);
}

const TO_RUN = ['ARG TAG=3', 'FROM alpine:$TAG AS base', 'RUN make     all'] as const;

describe("a failure of Docker's classic builder", () => {
  it.each([
    [['ARG TAG=3'], 1, 1],
    [TO_RUN.slice(0, 2), 2, 2],
    [TO_RUN, 3, 5],
    [[...TO_RUN, 'FROM base'], 7, 7],
    [[...TO_RUN, 'FROM base', 'ENV a=b', 'run exit 7'], 9, 9],
  ])('is at the last step of %j', async (texts, line, endLine) => {
    const step = `Step ${texts.length}/6 : ${texts.at(-1)}`;
    const error = await explain(docker(...texts));
    expect(error).toMatchObject({ code: 'BUILD_FAILED', line, endLine, step, dockerfile });
    expect(error.message).toBe(`ci/Dockerfile:${line}: ${step}: it broke`);
  });

  it('has the exit code that the daemon tells', async () => {
    const message = "The command '/bin/sh -c make' returned a non-zero code: 2";
    expect(await explain(docker(...TO_RUN), message, 2)).toMatchObject({ exitCode: 2, line: 3 });
  });

  it('is read from lines that come in parts', async () => {
    const parts = [...docker(...TO_RUN).join('')].concat('hello');
    expect(await explain(parts)).toMatchObject({ line: 3 });
  });

  it('is not at a step that a command prints', async () => {
    const [tooFar, next] = ['Step 6/6 : run exit 7\n', 'Step 4/6 : RUN rm -r /\n'];
    expect(await explain([...docker(...TO_RUN), tooFar])).toMatchObject({ line: 3 });
    // It may well be the next one by its number, but not by its words.
    expect(await explain([...docker(...TO_RUN), next])).toMatchObject({ line: undefined });
  });

  it('goes on behind the steps of another build that a command prints', async () => {
    const other = ['Step 1/2 : FROM scratch\n', 'Step 2/2 : ENV x=y\n', 'Successfully built 0123456789ab\n'];
    const parts = [...docker(...TO_RUN.slice(0, 2)), 'Step 3/6 : RUN make     all\n', ...other];
    expect(await explain(parts.slice(0, -1))).toMatchObject({ line: 3 });
    expect(await explain([...parts, 'Step 4/6 : FROM base\n'])).toMatchObject({ line: 7 });
  });

  it('is found soon behind long lines, with a long reason', async () => {
    const lines = Array.from({ length: 3 }, () => `[${'a'.repeat(65_000)}\n`);
    const error = await explain([...docker(...TO_RUN), ...lines], `it${' '.repeat(65_000)}\nbroke`);
    expect(error).toMatchObject({
      line: 3,
      message: 'ci/Dockerfile:3: Step 3/6 : RUN make     all: it broke',
    });
  });

  it('is found by the first line of an instruction, as long as one may be', async () => {
    const long = `RUN echo ${'a'.repeat(65_000)}`;
    const content = Buffer.from(`FROM scratch\n${long} \\\n  ${'b'.repeat(65_000)}\n`);
    const parts = ['Step 1/2 : FROM scratch\n', `Step 2/2 : ${long}   ${'b'.repeat(65_000)}\n`];
    expect(await explain(parts, 'it broke', 1, { path: 'Dockerfile', content })).toMatchObject({ line: 2 });
  });

  it('is not taken from what a command of it says', async () => {
    const message =
      "The command '/bin/sh -c echo dockerfile parse error line 2: x' returned a non-zero code: 1";
    expect(await explain(docker(...TO_RUN), message, 1)).toMatchObject({ line: 3, exitCode: 1 });
  });

  it('is at no line of the file for a label of the command line', async () => {
    const texts = [...TO_RUN, 'FROM base', 'ENV a=b', 'run exit 7', 'LABEL a=b'];
    const error = await explain(docker(...texts));
    expect(error).toMatchObject({ line: undefined, step: 'Step 7/6 : LABEL a=b' });
    expect(error.message).toBe('Step 7/6 : LABEL a=b: it broke');
  });

  it('has no step before the first and behind the last', async () => {
    expect(await explain([])).toMatchObject({ message: 'it broke', step: undefined });
    const done = [...docker(...TO_RUN), 'Successfully built 0123456789ab\n'];
    expect(await explain(done)).toMatchObject({ message: 'it broke', step: undefined });
  });

  it('tells the step alone where the Dockerfile is not known', async () => {
    const steps = new ClassicSteps();
    for (const part of docker(...TO_RUN)) steps.add(part);
    expect(await steps.explain({ message: 'it\n broke', exitCode: undefined }, undefined)).toMatchObject({
      message: 'Step 3/6 : RUN make     all: it broke',
      line: undefined,
      dockerfile: undefined,
    });
  });
});

describe('a failure of Podman', () => {
  const first = ['[1/2] STEP 1/2: FROM alpine:3 AS base\n', '[1/2] STEP 2/2: RUN make     all\n'];
  const second = ['[2/2] STEP 1/3: FROM 0123456789ab\n', '[2/2] STEP 2/3: ENV a=b\n', '--> 0123456789a\n'];

  it.each([
    ['the first stage', first, 3],
    ['the FROM of the second', [...first, ...second.slice(0, 1)], 7],
    ['the second stage', [...first, ...second], 8],
    ['the end', [...first, ...second, '[2/2] STEP 3/3: run exit 7\n'], 9],
    ['a stage without those before it', [...second, '[2/2] STEP 3/3: run exit 7\n'], 9],
    ['one of several platforms', ['[linux/arm64] [1/2] STEP 1/2: FROM alpine:3 AS base\n'], 2],
  ])('is found in %s', async (_, parts, line) => {
    expect(await explain(parts)).toMatchObject({ line });
  });

  it('is at the FROM that brings a trigger along', async () => {
    const parts = ['[2/2] STEP 1/3: FROM 0123456789ab\n', '[2/2] STEP 2/4: RUN exit 5\n'];
    expect(await explain(parts)).toMatchObject({ line: 7, step: '[2/2] STEP 2/4: RUN exit 5' });
  });

  it('is found in spite of a label of the command line', async () => {
    const content = Buffer.from('FROM scratch\nRUN one\nRUN two\n');
    const parts = ['STEP 1/4: FROM scratch\n', 'STEP 2/4: RUN one\n', 'STEP 3/4: RUN two\n'];
    expect(await explain(parts, 'it broke', undefined, { path: 'Dockerfile', content })).toMatchObject({
      line: 3,
    });
  });

  it('has the exit code of its words, and the step once', async () => {
    const message = 'building at STEP "run exit 7": while running runtime: exit status 7';
    const error = await explain([...second, '[2/2] STEP 3/3: run exit 7\n'], message);
    expect(error).toMatchObject({
      exitCode: 7,
      message: 'ci/Dockerfile:9: [2/2] STEP 3/3: run exit 7: while running runtime: exit status 7',
    });
  });
});
