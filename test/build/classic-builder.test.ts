import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { dlintBuild as build, contextWith } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { askDaemon, ownContainers, temporaryTag } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';
import { ownSleep } from './running-commands.ts';

vi.setConfig({ testTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\nCOPY busybox /bin/ls\n';

/** Runs `dlint build` with the classic builder. */
function dlintBuild(io: RecordingIo, ...argv: readonly string[]): Promise<number> {
  return build(io, '--builder', 'classic', ...argv);
}

function idOf(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}

async function imageOf(host: string, name: string): Promise<unknown> {
  return askDaemon(host, 'GET', `/v1.40/images/${name}/json`);
}

onEngines(['classic'], 'dlint build', ({ host, busybox }) => {
  it('builds, prints the output and the id, and tags the image', async () => {
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: `${SHELL}RUN echo seen-$((40+2))\n` }));
    const tag = temporaryTag(host);
    const exit = await dlintBuild(io, '-H', host, '--network', 'host', '-t', tag, '.');
    expect(io.err).toMatch(/^Sending build context to .*MB\n$/);
    expect(exit).toBe(0);
    expect(io.out).toContain('seen-42');
    expect(idOf(io.out)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await imageOf(host, tag)).toMatchObject({ Id: idOf(io.out) });
  });

  it('prints the id and nothing else with -q', async () => {
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: `${SHELL}RUN echo noise\n` }));
    const tag = temporaryTag(host);
    expect(await dlintBuild(io, '-q', '-H', host, '--network', 'host', '-t', tag, '.')).toBe(0);
    expect([io.out, io.err]).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}\n$/), '']);
    expect(await imageOf(host, tag)).toMatchObject({ Id: idOf(io.out) });
  });
});

onEngines(['classic', 'tcp'], 'what the classic builder is told', ({ host, busybox }) => {
  it('hands over build arguments: given, from the environment, and none', async () => {
    const dockerfile = `${SHELL}ARG A\nARG B\nARG C=default\nRUN echo "a=$A b=$B c=$C"\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: dockerfile }), { B: 'from env' });
    const options = ['--build-arg', 'A=1=2', '--build-arg', 'B', '--build-arg', 'C'];
    const exit = await dlintBuild(
      io,
      '-H',
      host,
      '--network=host',
      '-t',
      temporaryTag(host),
      ...options,
      '.',
    );
    expect([exit, io.out]).toEqual([0, expect.stringContaining('a=1=2 b=from env c=default')]);
  });

  it('stops at the target', async () => {
    const dockerfile = 'FROM scratch AS first\nLABEL stage=1\nFROM first AS second\nLABEL stage=2\n';
    const io = new RecordingIo(temporaryFolder({ Dockerfile: dockerfile }));
    const tag = temporaryTag(host);
    expect(await dlintBuild(io, '-H', host, '--target', 'first', '-t', tag, '.')).toBe(0);
    expect(await imageOf(host, tag)).toMatchObject({ Config: { Labels: { stage: '1' } } });
  });

  it('fails with the output and the exit code of the step that failed', async () => {
    const { label } = ownContainers(host);
    const Dockerfile = `${SHELL}${label}RUN echo about-to-fail; exit 7\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
    expect(await dlintBuild(io, '-H', host, '--network', 'host', '.')).toBe(1);
    expect(io.out).toContain('about-to-fail');
    expect(io.err).toMatch(/dlint: .*exit 7.*\b7\n 6 │ RUN echo about-to-fail; exit 7\n/);
  });

  it('fails for a target that is not there', async () => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\n' }));
    expect(await dlintBuild(io, '-H', host, '--target', 'nowhere', '.')).toBe(1);
    expect(io.err).toMatch(/dlint: .*nowhere.*\n$/);
  });

  it('leaves out of the image what the ignore file names', async () => {
    const folder = contextWith(busybox, {
      Dockerfile: `${SHELL}COPY . /all\nRUN ls /all /all/sub\n`,
      '.dockerignore': 'secret\nsub\n!sub/kept\nDockerfile\n',
      secret: '',
      public: '',
      'sub/kept': '',
      'sub/dropped': '',
    });
    const io = new RecordingIo(folder);
    const exit = await dlintBuild(
      io,
      '-H',
      host,
      '--network',
      'host',
      '--no-cache',
      '-t',
      temporaryTag(host),
      '.',
    );
    expect(exit).toBe(0);
    const listed = io.out.split('\n');
    for (const name of ['public', 'kept', 'busybox']) expect(listed).toContain(name);
    for (const name of ['secret', 'dropped', 'Dockerfile']) expect(listed).not.toContain(name);
  });

  it('prefers the ignore file of the Dockerfile, and hides a Dockerfile from elsewhere', async () => {
    const folder = contextWith(busybox, { '.dockerignore': '*', public: '' });
    const outside = temporaryFolder({
      Df: `${SHELL}COPY . /all\nRUN ls -a /all\n`,
      'Df.dockerignore': 'ignored',
    });
    writeFileSync(join(folder, 'ignored'), '');
    const io = new RecordingIo(folder);
    const options = ['--network', 'host', '--no-cache', '-t', temporaryTag(host), '-f', join(outside, 'Df')];
    const exit = await dlintBuild(io, '-H', host, ...options, '.');
    expect([exit, io.err]).toEqual([0, expect.any(String)]);
    expect(io.out.split('\n')).toContain('public');
    expect(io.out.split('\n')).not.toContain('ignored');
    expect(io.out).not.toContain('.dockerfile.');
  });

  it('reads the Dockerfile from standard input', async () => {
    const io = new RecordingIo(temporaryFolder({ x: '' }), {}, 'FROM scratch\nCOPY x /\nLABEL from=stdin\n');
    const tag = temporaryTag(host);
    expect(await dlintBuild(io, '-H', host, '-t', tag, '-f', '-', '.')).toBe(0);
    expect(await imageOf(host, tag)).toMatchObject({ Config: { Labels: { from: 'stdin' } } });
  });

  it('gives RUN no network with --network none', async () => {
    const dockerfile = `${SHELL}RUN echo "interfaces: $(ls /sys/class/net)"\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: dockerfile }));
    const exit = await dlintBuild(
      io,
      '-H',
      host,
      '--network',
      'none',
      '--no-cache',
      '-t',
      temporaryTag(host),
      '.',
    );
    expect([exit, io.out]).toEqual([0, expect.stringMatching(/^interfaces: lo$/m)]);
  });

  it('prints what a step says while it runs', async () => {
    const { label } = ownContainers(host);
    const Dockerfile = `${SHELL}${label}RUN echo first; ${ownSleep().command}\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
    const building = dlintBuild(io, '-H', host, '--network', 'host', '--no-cache', '.');
    await io.untilPrinted('\nfirst\n');
    io.interrupt();
    expect(await building).toBe(130);
  });
});

onEngines(['classic', 'docker', 'tcp'], "Docker's classic builder", ({ host }) => {
  it('finds the daemon by DOCKER_HOST', async () => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=b\n' }), {
      DOCKER_HOST: host,
    });
    expect(await dlintBuild(io, '-t', temporaryTag(host), '.')).toBe(0);
  });

  it('runs every step again with --no-cache', async () => {
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=b\nLABEL c=d\n' }));
    await dlintBuild(io, '-H', host, '-t', temporaryTag(host), '.');
    await dlintBuild(io, '-H', host, '.');
    expect(io.out.split('Using cache')).toHaveLength(3);
    const again = new RecordingIo(io.cwd);
    await dlintBuild(again, '-H', host, '--no-cache', '-t', temporaryTag(host), '.');
    expect(again.out).not.toContain('Using cache');
  });
});
