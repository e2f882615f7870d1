import { describe, expect, it } from 'vitest';
import type { BuildEvent } from '../../src/build/index.ts';
import type { Progress } from '../../src/cli/build/progress-option.ts';
import { BuildPrinter } from '../../src/cli/build-printer.ts';
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

const PLAIN: Progress = { mode: 'plain', isForPeople: true, needsBuildKit: false };
const QUIET: Progress = { mode: 'quiet', isForPeople: false, needsBuildKit: false };

describe('BuildPrinter', () => {
  it('prints what the daemon says as it comes, and what dlint does beside it', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, PLAIN);
    for (const event of EVENTS) printer.show(event);
    expect(io.out).toBe('Step 1/1 : FROM x\nlayer: Pull complete\nsha256:0\n');
    expect(io.err).toBe(
      'dlint: run/s is a socket and was left out of the build context\nSending build context to unix:///d.sock  2.048kB\n',
    );
  });

  it('leaves standard output to an archive with BuildKit', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, PLAIN);
    const connected = { address: 'unix:///d.sock', apiVersion: '1.41', engine: 'docker' } as const;
    printer.show({ kind: 'Connected', ...connected, builder: 'buildkit' });
    printer.show({ kind: 'Output', text: 'words\n' });
    printer.show({ kind: 'Status', id: 'a', text: 'Pushed', current: undefined, total: undefined });
    expect([io.out, io.err]).toEqual(['', 'words\na: Pushed\n']);
  });

  it('prints the id alone where it should be quiet, and the rest only on demand', () => {
    const io = new RecordingIo('/');
    const printer = new BuildPrinter(io, QUIET);
    for (const event of EVENTS.filter(({ kind }) => kind !== 'SocketSkipped')) printer.show(event);
    expect([io.out, io.err]).toEqual(['sha256:0\n', '']);
    printer.showHeld();
    expect(io.err).toBe('Step 1/1 : FROM x\nlayer: Pull complete\n');
  });
});
