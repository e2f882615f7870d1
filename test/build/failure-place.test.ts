import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { type BuildOptions, build } from '../../src/build/index.ts';
import { outcomeOf } from './answering-daemon.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { type Engine, onEngines } from './engines.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A shell, and steps that no earlier build has run; three lines. */
function shell(): string {
  return `FROM scratch AS base\nCOPY busybox /bin/sh\nLABEL run=${randomBytes(6).toString('hex')}\n`;
}

/** What follows the shell, and where it fails: the lines from the first to the last, and the exit code. */
interface Failing {
  readonly what: string;
  readonly steps: string;
  readonly lines: readonly [first: number, last: number];
  readonly exitCode?: number;
}

const FAILING: readonly Failing[] = [
  { what: 'a command', steps: 'RUN echo a\nRUN exit 7\nRUN echo b\n', lines: [5, 5], exitCode: 7 },
  {
    what: 'a command over several lines',
    steps: 'RUN echo a && \\\n  # why\n  exit 3 && \\\n  echo b\n',
    lines: [4, 7],
    exitCode: 3,
  },
  {
    what: 'a command of a later stage',
    steps: 'FROM scratch\nENV a=b\nCOPY --from=base /bin/sh /bin/sh\nRUN exit 4\n',
    lines: [7, 7],
    exitCode: 4,
  },
  { what: 'a file that is not there', steps: 'COPY nothing /x\n', lines: [4, 4] },
  { what: 'an image that is not there', steps: 'COPY --from=127.0.0.1:1/nothing a /x\n', lines: [4, 4] },
  { what: 'a stage that is not there', steps: 'FROM 127.0.0.1:1/nothing\n', lines: [4, 4] },
  { what: 'an instruction that is none', steps: 'FOO bar\n', lines: [4, 4] },
];

/** Found at the FROM that brings it along. */
const TRIGGER: Failing = {
  what: 'a trigger',
  steps: 'ONBUILD RUN exit 5\nFROM base\nENV a=b\n',
  lines: [5, 5],
  exitCode: 5,
};

const MOUNT: Failing = {
  what: 'an image of a mount that is not there',
  steps: 'RUN --mount=from=127.0.0.1:1/nothing,target=/x \\\n  true\n',
  lines: [4, 5],
};

/** What BuildKit refuses before it runs a step, of which it tells no place. */
const REFUSED: readonly Failing[] = [
  {
    what: 'a kind of mount that is none',
    steps: 'RUN a\nRUN --mount=type=bogus \\\n  true\n',
    lines: [5, 6],
  },
  { what: 'a variable that must be set', steps: 'ENV A=1\nENV B=${C:?why}\n', lines: [5, 5] },
  { what: 'a base image without a name', steps: 'ARG NONE\nFROM $NONE\n', lines: [5, 5] },
  { what: 'a stage that needs itself', steps: 'FROM scratch AS self\nCOPY --from=self a b\n', lines: [5, 5] },
  { what: 'a signal that is none', steps: 'STOPSIGNAL NONE\n', lines: [4, 4] },
];

const HEREDOC: Failing = {
  what: 'a here-document',
  steps: 'RUN <<END\necho a\nexit 8\nEND\nRUN echo b\n',
  lines: [4, 7],
  exitCode: 8,
};

async function failure({ busybox, host }: Engine, builder: BuildOptions['builder'], steps: string) {
  const context = contextWith(busybox, { Dockerfile: `${shell()}${steps}` });
  const options = { context, host, builder, network: 'host', environment: {}, removeAfterFailure: true };
  const { error } = await outcomeOf(build(options));
  return error;
}

/** Tests that a build is found to fail there. */
function failsThere(engine: Engine, builder: BuildOptions['builder'], cases: readonly Failing[]): void {
  it.each(cases)('is found at $what', async ({ exitCode, lines: [line, endLine], steps }) => {
    const error = await failure(engine, builder, steps);
    expect(error).toMatchObject({ code: 'BUILD_FAILED', line, endLine, exitCode });
    expect(error?.message).toMatch(new RegExp(`^\\S*/Dockerfile:${line}: `));
    expect(Buffer.from(error?.dockerfile?.content ?? []).toString()).toContain(steps);
  });
}

/** Tests that the code is shown. */
function showsCode({ busybox, host }: Engine, builder: string): void {
  it('is shown with its code', async () => {
    const io = new RecordingIo(
      contextWith(busybox, { Dockerfile: `${shell()}RUN echo a && \\\n  exit 3\n` }),
    );
    const options = ['--lint=off', '--network', 'host', '--builder', builder, '--force-rm', '-H', host];
    expect(await dlintBuild(io, ...options, '.')).toBe(1);
    expect(io.err).toMatch(/\ndlint: Dockerfile:4: .*\b3\n 4 │ ┌ RUN echo a && \\\n 5 │ └ {3}exit 3\n$/);
  });
}

onEngines(['classic', 'tcp'], 'a failure of a builder without BuildKit', (engine) => {
  failsThere(engine, 'classic', [...FAILING, TRIGGER]);
  showsCode(engine, 'classic');
});

onEngines(['buildkit', 'socket'], 'a failure of BuildKit', (engine) => {
  failsThere(engine, 'buildkit', [...FAILING, ...REFUSED, MOUNT]);
  showsCode(engine, 'buildkit');

  it('has the exit code of a trigger, and its place where BuildKit tells that it is one', async () => {
    const error = await failure(engine, 'buildkit', TRIGGER.steps);
    expect(error).toMatchObject({ exitCode: 5, line: engine.traits.has('current') ? 5 : undefined });
  });
});

onEngines(['current', 'socket'], 'a failure of a current BuildKit', (engine) => {
  failsThere(engine, 'buildkit', [HEREDOC]);
});
