import { describe, expect, it } from 'vitest';
import type { BuildEvent } from '../../src/build/index.ts';
import type { Progress } from '../../src/cli/build/progress-option.ts';
import { BuildPrinter } from '../../src/cli/build-printer.ts';
import { OwnClock } from '../cli/progress/own-clock.ts';
import { Screen } from '../cli/progress/screen.ts';
import { at } from '../cli/progress/timeline.ts';
import { RecordingIo } from './recording-io.ts';

const EVENTS: readonly BuildEvent[] = [
  { kind: 'Connected', address: 'unix:///d.sock', apiVersion: '1.41', engine: 'docker', builder: 'classic' },
  { kind: 'ContextProgress', bytes: 1000 },
  { kind: 'SocketSkipped', path: 'run/s' },
  { kind: 'ContextSent', bytes: 2048, entries: 1 },
  { kind: 'Output', text: 'Step 1/1' },
  { kind: 'Output', text: ' : FROM x\n' },
  { kind: 'Status', id: 'layer', text: 'Pull complete', current: undefined, total: undefined },
  { kind: 'Status', id: 'layer', text: 'Downloading', current: 1, total: 2 },
  { kind: 'Built', imageId: 'sha256:0' },
];

const NOTE = 'dlint: run/s is a socket and was left out of the build context\n';

const CONNECTED = {
  kind: 'Connected',
  address: 'unix:///d.sock',
  apiVersion: '1.41',
  engine: 'docker',
  builder: 'buildkit',
} as const;
const VERTEX = {
  digest: 'a',
  inputs: [],
  name: '[1/1] RUN x',
  cached: false,
  started: at(0),
  completed: undefined,
  error: '',
  progressGroup: undefined,
};
const STARTED: BuildEvent = {
  kind: 'Progress',
  status: { vertexes: [VERTEX], statuses: [], logs: [], warnings: [] },
};
const WORDS: BuildEvent = { kind: 'Output', text: 'words\n' };
const WARNING: BuildEvent = { kind: 'Warning', text: 'look out' };
const BUILT: BuildEvent = { kind: 'Built', imageId: 'sha256:0' };

function progress(mode: Progress['mode']): Progress {
  return { mode, isForPeople: mode === 'tty' || mode === 'plain', needsBuildKit: false };
}

describe('BuildPrinter', () => {
  it('prints what the daemon says as it comes, and what dlint does beside it', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('plain'));
    for (const event of EVENTS) printer.show(event);
    expect(io.out).toBe('Step 1/1 : FROM x\nlayer: Pull complete\nsha256:0\n');
    expect(io.err).toBe(
      'dlint: run/s is a socket and was left out of the build context\nSending build context to unix:///d.sock  2.048kB\n',
    );
  });

  it('ends a line that goes on when the build is over, so that nothing is put behind it', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('plain'));
    for (const event of EVENTS.slice(0, 4)) printer.show(event);
    printer.show({ kind: 'Output', text: 'line\nno' });
    printer.show({ kind: 'Output', text: ' end' });
    printer.show(BUILT);
    printer.end('failed');
    expect(io.out).toBe('line\nno end\nsha256:0\n');
  });

  it('leaves standard output to an archive with BuildKit', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('plain'));
    const connected = { address: 'unix:///d.sock', apiVersion: '1.41', engine: 'docker' } as const;
    printer.show({ kind: 'Connected', ...connected, builder: 'buildkit' });
    printer.show({ kind: 'Output', text: 'words\n' });
    printer.show({ kind: 'Status', id: 'a', text: 'Pushed', current: undefined, total: undefined });
    expect([io.out, io.err]).toEqual(['', 'words\na: Pushed\n']);
  });

  it('prints the id alone where it should be quiet, and the rest only on demand', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('quiet'));
    for (const event of EVENTS.filter(({ kind }) => kind !== 'SocketSkipped')) printer.show(event);
    expect([io.out, io.err]).toEqual(['sha256:0\n', '']);
    printer.showHeld();
    expect(io.err).toBe('Step 1/1 : FROM x\nlayer: Pull complete\n');
  });

  it('prints an id that could steer a terminal as one that cannot', () => {
    const io = new RecordingIo('/');
    new BuildPrinter(io, progress('quiet')).show({ kind: 'Built', imageId: 'sha256:0\u001B[2J\n' });
    expect(io.out).toBe('sha256:0␛[2J␊\n');
  });

  it('puts nothing behind what was held back', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('quiet'));
    printer.show({ ...CONNECTED, builder: 'classic' });
    for (const text of ['Step 1/1 : RUN x\n', 'no', ' end']) printer.show({ kind: 'Output', text });
    printer.end('failed');
    printer.showHeld();
    expect(io.err).toBe('Step 1/1 : RUN x\nno end\n');
  });

  it('prints nothing but notes where nothing was asked for', () => {
    for (const events of [EVENTS, [CONNECTED, STARTED, WORDS, BUILT]]) {
      const io = new RecordingIo('/');
      const printer = new BuildPrinter(io, progress('none'));
      for (const event of events) printer.show(event);
      printer.showHeld();
      expect(io.out).toBe('');
      expect(io.err).toBe(events === EVENTS ? NOTE : '');
    }
  });

  it('leaves the words of a daemon out between lines of JSON, but not warnings', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, progress('rawjson'));
    for (const event of [CONNECTED, STARTED, WORDS, WARNING, BUILT]) printer.show(event);
    expect(io.err.split('\n')).toEqual([
      expect.stringMatching(/^\{"vertexes":\[/),
      'dlint: warning: look out',
      '',
    ]);
    expect(io.out).toBe('sha256:0\n');
  });

  it('refuses the classic builder where its progress was to be JSON, but not if only the environment says so', () => {
    const printer = new BuildPrinter(new RecordingIo('/'), { ...progress('rawjson'), needsBuildKit: true });
    expect(() => printer.show({ ...CONNECTED, builder: 'classic' })).toThrow(
      "progress of kind rawjson is BuildKit's, and the daemon at unix:///d.sock builds with the classic builder",
    );
    const io = new RecordingIo('/');
    const other = new BuildPrinter(io, progress('rawjson'));
    for (const event of EVENTS) other.show(event);
    expect(io.out).toBe('Step 1/1 : FROM x\nlayer: Pull complete\nsha256:0\n');
  });

  it('shows notes above the steps, and takes the line of the upload away for them', async () => {
    const screen = new Screen(60, 10);
    const io = Object.assign(new RecordingIo('/'), { stderr: screen });
    const clock = new OwnClock();
    const printer = new BuildPrinter(io, progress('tty'), clock);
    const upload: BuildEvent = { kind: 'ContextProgress', bytes: 1000 };
    for (const event of [CONNECTED, upload]) printer.show(event);
    expect(await screen.text()).toBe('Sending build context to unix:///d.sock  1kB');
    for (const event of [STARTED, upload, WARNING, WORDS, EVENTS[3], BUILT]) if (event) printer.show(event);
    expect(clock.isWaitedFor).toBe(false);
    const [head = '', ...steps] = (await screen.text()).split('\n').slice(3);
    expect((await screen.text()).split('\n').slice(0, 3)).toEqual([
      'dlint: warning: look out',
      'words',
      'Sending build context to unix:///d.sock  2.048kB',
    ]);
    expect(head).toMatch(/^\[\+\] Building 0\.0s \(0\/1\) +unix:\/\/\/d\.sock$/);
    expect(steps).toEqual([expect.stringMatching(/^ => \[1\/1\] RUN x +0\.0s$/)]);
    expect(io.out).toBe('sha256:0\n');
  });

  it('leaves a tidy terminal when a build is stopped while its context is sent', async () => {
    const screen = new Screen(60, 10);
    const printer = new BuildPrinter(
      Object.assign(new RecordingIo('/'), { stderr: screen }),
      progress('tty'),
    );
    for (const event of [CONNECTED, { kind: 'ContextProgress', bytes: 1000 } as const]) printer.show(event);
    printer.end('cancelled');
    expect(await screen.text()).toBe('');
  });
});
