import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { Screen } from '../cli/progress/screen.ts';
import { buildx } from './buildx.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { type Engine, onEngines } from './engines.ts';
import { describeWith } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

type Json = Readonly<Record<string, unknown>>;
type Message = Readonly<Record<'vertexes' | 'statuses' | 'logs' | 'warnings', readonly Json[] | undefined>>;

const COLUMNS = 80;
const ROWS = 24;
const OPTIONS = ['--no-cache', '--network', 'none'];

/**
 * One step after the other, so that their order is no chance, and behind one that no other build has: BuildKit takes equal steps of
 * builds at the same time for one, and tells of both.
 */
const GOOD = `FROM scratch AS base
COPY own /
COPY busybox /bin/sh
COPY busybox /bin/busybox
RUN echo "<one> & two"; busybox sleep 0.2; echo error >&2; busybox sleep 0.3; printf 'no end'
FROM base
MAINTAINER me
RUN busybox sleep 0.3; echo last
`;
const BAD = `FROM scratch
COPY own /
COPY busybox /bin/sh
RUN echo before; exit 7
`;

function contextOf({ busybox }: Engine, Dockerfile: string): string {
  return contextWith(busybox, { Dockerfile, own: randomBytes(6).toString('hex') });
}

/** What `docker buildx build` writes to standard error. */
async function withBuildx(programs: string, engine: Engine, cwd: string, progress: string): Promise<string> {
  const { program, argv, env } = buildx(programs, engine, ['--progress', progress, ...OPTIONS]);
  return new Promise((resolve) => {
    execFile(program, argv, { cwd, env }, (_, __, stderr) => resolve(stderr));
  });
}

async function withDlint({ host }: Engine, cwd: string, progress: string): Promise<string> {
  const io = new RecordingIo(cwd);
  await dlintBuild(io, '--lint=off', '-H', host, '--progress', progress, ...OPTIONS, '.');
  return io.err;
}

/** What both leave on a terminal. */
async function screenOfBuildx(programs: string, engine: Engine, cwd: string): Promise<Screen> {
  const options = ['--progress', 'tty', ...OPTIONS];
  const { program, argv, env } = buildx(programs, engine, options, { TERM: 'xterm' });
  const command = `stty cols ${COLUMNS} rows ${ROWS}; ${[program, ...argv].join(' ')}`;
  const screen = new Screen(COLUMNS, ROWS);
  await new Promise((resolve) => {
    const child = execFile('script', ['-qec', command, '/dev/null'], { cwd, env }, resolve);
    child.stdout?.on('data', (text) => screen.write(text));
  });
  return screen;
}

async function screenOfDlint({ host }: Engine, cwd: string): Promise<Screen> {
  const screen = new Screen(COLUMNS, ROWS);
  const io = Object.assign(new RecordingIo(cwd), { stderr: screen });
  await dlintBuild(io, '--lint=off', '-H', host, '--progress', 'tty', ...OPTIONS, '.');
  return screen;
}

/** What a screen shows of the progress, without times, amounts and the name of the builder. */
async function stepsOn(screen: Screen): Promise<readonly string[]> {
  const [progress = ''] = (await screen.text()).split(REPORT, 1);
  // On an empty screen BuildKit leaves the first line out.
  return progress
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replace(/^(\[\+\] Building )[\d.]+s( \S+(?: FINISHED)?).*/, '$1TIME$2')
        .replace(/(?: \d+(?:\.\d\d[kM])?B)? +\d+\.\ds$/, ' TIME')
        .replace(/^\d+\.\d{3} /, 'TIME ')
        .replace(/sha256:[0-9a-f]+/, 'DIGEST'),
    );
}

/** All that the messages say, without times, amounts and digests, which are others in each build, and without how they are bundled. */
function saidIn(text: string) {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  const messages = lines.map((line): Message => JSON.parse(line));
  const all = (part: keyof Message): readonly Json[] => messages.flatMap((message) => message[part] ?? []);
  const names = new Map(all('vertexes').map(({ digest, name }) => [digest, name]));
  const withNames = (value: Json): Json =>
    JSON.parse(JSON.stringify(value, (key, member) => comparable(key, names.get(member) ?? member)));
  const printed = new Map<string, string>();
  for (const { data, stream, vertex } of all('logs')) {
    const key = `${names.get(vertex)}: ${stream}`;
    printed.set(key, `${printed.get(key) ?? ''}${Buffer.from(String(data), 'base64')}`);
  }
  const completed = all('statuses').filter((status) => status.completed !== undefined);
  // A state that lasts too short is never told, so only the last one is sure to be.
  const vertexes = new Map(all('vertexes').map((vertex) => [vertex.digest, vertex]));
  return {
    vertexes: new Set([...vertexes.values()].map((vertex) => JSON.stringify(withNames(vertex)))),
    statuses: new Set(completed.map((status) => JSON.stringify(withNames(status)))),
    logs: new Set(all('logs').map((log) => Object.keys(log).join())),
    printed,
    warnings: all('warnings').map(withNames),
  };
}

function comparable(key: string, value: unknown): unknown {
  // How BuildKit got the Dockerfile is of use to BuildKit only.
  if (key === 'definition') return undefined;
  if (key === 'current' || key === 'total') return 0;
  if (key !== 'started' && key !== 'completed' && key !== 'timestamp') return withoutDigest(value);
  expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,8}[1-9])?Z$/);
  return 'a time';
}

function withoutDigest(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…') : value;
}

/** What follows the progress: our report, and buildx's. */
const REPORT = /^(?:dlint: |Dockerfile:\d|\d+ warning|ERROR: failed)/m;
/** Lines of a step that do not depend on when it is looked at, as progress of a thing does that goes on. */
const LASTING = /^#\d+ (?:TIME |DONE|CACHED|ERROR|WARN)| done$/;

/** The lines of each step, and those at the end, without what is another in each build: turns of a step are put together. */
function shapeOf(text: string): ReadonlyMap<string, readonly string[]> {
  const [progress = ''] = text.split(REPORT, 1);
  const steps = new Map<string, string[]>();
  for (const line of progress.split('\n').map(withoutChance)) {
    const step = /^#\d+/.exec(line)?.[0] ?? 'at the end';
    const lines = steps.get(step) ?? [];
    const isKept = lines.length === 0 || step === 'at the end' || LASTING.test(line);
    if (isKept && line !== '' && !lines.includes(line)) steps.set(step, [...lines, line]);
  }
  // The daemon may tell the end of a step before that of its transfers.
  const endsLast = (one: string, other: string) => Number(isEnd(one)) - Number(isEnd(other));
  return new Map([...steps].map(([step, lines]) => [step, lines.toSorted(endsLast)]));
}

function isEnd(line: string): boolean {
  return /^#\d+ DONE /.test(line);
}

function withoutChance(line: string): string {
  return line
    .replace(/^#0 .*/, '#0')
    .replace(/^(#\d+ )?\d+\.\d{3} /, '$1TIME ')
    .replace(/DONE \d+\.\ds$/, 'DONE TIME')
    .replace(/(?: \d+(?:\.\d\d[kM])?B)?(?: \d+\.\ds)? done$/, ' done')
    .replace(/sha256:[0-9a-f]{64}/, 'DIGEST');
}

onEngines(['current', 'socket'], 'progress', (engine) => {
  describeWith(['DLINT_TEST_ENGINES'], 'compared with buildx', (programs) => {
    it.each([
      ['a build', GOOD],
      ['one that fails', BAD],
    ])('is the same JSON for %s', async (_, Dockerfile) => {
      const cwd = contextOf(engine, Dockerfile);
      const theirs = saidIn(await withBuildx(programs, engine, cwd, 'rawjson'));
      const ours = saidIn(await withDlint(engine, cwd, 'rawjson'));
      expect(theirs.printed.size).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    });

    it.each([
      ['a build', GOOD.replace('MAINTAINER me\n', '')],
      ['one that fails', BAD],
    ])('is the same text for %s', async (_, Dockerfile) => {
      const cwd = contextOf(engine, Dockerfile);
      const theirs = shapeOf(await withBuildx(programs, engine, cwd, 'plain'));
      expect([...theirs.values()].flat().join('\n')).toMatch(
        /^#\d+ TIME .*\n(?:.*\n)*#\d+ (?:DONE TIME|ERROR: )/m,
      );
      expect(shapeOf(await withDlint(engine, cwd, 'plain'))).toEqual(theirs);
    });

    it.each([
      ['a build', GOOD.replace('MAINTAINER me\n', '')],
      ['one that fails', BAD],
    ])('leaves the same lines on a terminal for %s', async (_, Dockerfile) => {
      const cwd = contextOf(engine, Dockerfile);
      const theirs = await stepsOn(await screenOfBuildx(programs, engine, cwd));
      expect(theirs[0]).toMatch(/^\[\+\] Building TIME \(\d\/\d\) FINISHED$/);
      expect(await stepsOn(await screenOfDlint(engine, cwd))).toEqual(theirs);
    });
  });
});
