import { randomBytes } from 'node:crypto';
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type BuildEvent, type BuildOptions, build, type SolveStatus } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { askDaemon, describeWith, temporaryTag } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';
import { ownSleep } from './running-commands.ts';
import { unpack } from './unpack.ts';

vi.setConfig({ testTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/cat\nCOPY busybox /bin/sleep\n';

/** Makes a step that no earlier build has run. */
function fresh(): string {
  return `ARG RUN=${randomBytes(6).toString('hex')}\n`;
}

async function collect(options: BuildOptions): Promise<BuildEvent[]> {
  const events: BuildEvent[] = [];
  for await (const event of build({ network: 'host', builder: 'buildkit', environment: {}, ...options }))
    events.push(event);
  return events;
}

function statusesOf(events: readonly BuildEvent[]): readonly SolveStatus[] {
  return events.flatMap((event) => (event.kind === 'Progress' ? [event.status] : []));
}

function logOf(events: readonly BuildEvent[]): string {
  return statusesOf(events)
    .flatMap(({ logs }) => logs.map(({ data }) => Buffer.from(data).toString()))
    .join('');
}

onEngines(['buildkit', 'socket'], 'BuildKit in a daemon', ({ host, busybox, traits }) => {
  it('builds, prints the steps and the id, and tags the image', async () => {
    const io = new RecordingIo(
      contextWith(busybox, { Dockerfile: `${SHELL}${fresh()}RUN echo seen-$((40+2))\n` }),
    );
    const tag = temporaryTag(host);
    const exit = await dlintBuild(
      io,
      '--builder',
      'buildkit',
      '-H',
      host,
      '--network',
      'host',
      '-t',
      tag,
      '.',
    );
    expect(exit).toBe(0);
    expect(io.err).toMatch(/^#\d+ [\d.]+ seen-42$/m);
    const id = io.out.trimEnd().split('\n').at(-1);
    expect(await askDaemon(host, 'GET', `/v1.40/images/${tag}/json`)).toMatchObject({ Id: id });
  });

  it('gives secrets from files and variables to steps that mount them, and to no others', async () => {
    const mounts = ['file', 'variable', 'none'].map((id) => `--mount=type=secret,id=${id}`).join(' ');
    const show = 'for s in file variable none; do echo "$s=$(cat /run/secrets/$s 2>&1)"; done';
    const dockerfile = `${SHELL}${fresh()}RUN ${mounts} ${show}\nRUN ls /run/secrets; echo after\n`;
    const folder = temporaryFolder({ key: 'in-the-file' });
    const events = await collect({
      context: contextWith(busybox, { Dockerfile: dockerfile }),
      host,
      environment: { TOKEN: 'in-the-variable' },
      secrets: [
        { id: 'file', path: `${folder}/key` },
        { id: 'variable', variable: 'TOKEN' },
      ],
    });
    expect(logOf(events)).toContain('file=in-the-file\nvariable=in-the-variable\nnone=cat: ');
  });

  it('never shows a secret, not even of a step that fails', async () => {
    const value = randomBytes(12).toString('hex');
    const step =
      'RUN --mount=type=secret,id=s --mount=type=secret,id=v cat /run/secrets/s >/dev/null && exit 3';
    const io = new RecordingIo(
      contextWith(busybox, { Dockerfile: `${SHELL}${fresh()}${step}\n`, s: value }),
      {
        V: value,
      },
    );
    const secrets = ['--secret', 'id=s,src=s', '--secret', 'id=v,env=V'];
    const exit = await dlintBuild(
      io,
      '--builder',
      'buildkit',
      '-D',
      '-H',
      host,
      '--network',
      'host',
      ...secrets,
      '.',
    );
    expect(exit).toBe(1);
    expect(io.err).toContain('Dockerfile:6: [');
    expect(io.err).toContain('exit code: 3');
    expect(io.out + io.err).not.toContain(value);
  });

  it('names the secret that could not be read when a step asked for it', async () => {
    const path = join(temporaryFolder({ key: 'x' }), 'key');
    const Dockerfile = `${SHELL}${fresh()}RUN sleep 2\nRUN --mount=type=secret,id=s true\n`;
    const context = contextWith(busybox, { Dockerfile });
    const events = build({
      context,
      host,
      network: 'host',
      builder: 'buildkit',
      environment: {},
      secrets: [{ id: 's', path }],
    });
    const removeInTime = async () => {
      // The first that BuildKit tells, long before the step that asks.
      for await (const { kind } of events) if (kind === 'Progress') rmSync(path, { force: true });
    };
    await expect(removeInTime()).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
      message: expect.stringContaining('cannot read the secret s: '),
    });
  });

  it('tells which step failed, where it stands and how', async () => {
    const Dockerfile = `${SHELL.replace('scratch', 'scratch AS base')}\nFROM base AS other\n${fresh()}RUN echo a\\\n b; \\\n exit 7\n`;
    await expect(collect({ context: contextWith(busybox, { Dockerfile }), host })).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      exitCode: 7,
      line: 8,
      step: expect.stringMatching(/^\[other 1\/1\] RUN echo a/),
    });
  });

  it('tells where it cannot read the Dockerfile', async () => {
    const context = contextWith(busybox, { Dockerfile: 'FROM scratch\nCOPY busybox /\nCOPPY a b\n' });
    const message = expect.stringMatching(/Dockerfile:3: unknown instruction: (?:COPPY|coppy)/i);
    await expect(collect({ context, host })).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      line: 3,
      message,
    });
  });

  it('ends the step and the build when it is interrupted', async () => {
    const { command, running } = ownSleep();
    const Dockerfile = `${SHELL}${fresh()}RUN echo started; ${command}\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
    const exit = dlintBuild(io, '--builder', 'buildkit', '-H', host, '--network', 'host', '.');
    await vi.waitUntil(() => running().length > 0, { timeout: 60_000 });
    io.interrupt();
    expect(await exit).toBe(130);
    await vi.waitUntil(() => running().length === 0, { timeout: 60_000 });
  });

  it('copies the image into an archive, which is there only when it is complete', async () => {
    const context = contextWith(busybox, { Dockerfile: SHELL });
    const file = join(temporaryFolder(), 'image.tar');
    const tag = temporaryTag(host);
    const destination = { type: 'docker', destination: file } as const;
    const events = await collect({ context, host, tags: [tag], outputs: [destination] });
    expect(events.at(-1)).toEqual({ kind: 'Built', imageId: undefined });
    const entries = await unpack(createReadStream(file));
    const manifest = entries.find(({ header }) => header.name === 'manifest.json')?.content ?? '';
    expect(JSON.parse(manifest)).toMatchObject([{ RepoTags: [expect.stringContaining(tag)] }]);
    const missing = { type: 'docker', destination: join(file, 'below') } as const;
    await expect(collect({ context, host, outputs: [missing] })).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
    expect(readdirSync(dirname(file))).toEqual(['image.tar']);
  });

  it('refuses an output that the daemon does not have', async () => {
    const context = contextWith(busybox, { Dockerfile: SHELL });
    const built = collect({ context, host, outputs: [{ type: 'cacheonly' }] });
    if (traits.has('current')) await expect(built).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    else expect((await built).at(-1)).toEqual({ kind: 'Built', imageId: undefined });
  });

  it('warns of options that BuildKit ignores', async () => {
    const events = await collect({
      context: contextWith(busybox, { Dockerfile: SHELL }),
      host,
      memory: 10_000_000,
    });
    const text = 'BuildKit ignores --memory; the classic builder does not';
    expect(events).toContainEqual({ kind: 'Warning', text });
  });
});

/** A session is a second connection, which must get there as the first one does. */
async function expectSession(
  host: string,
  busybox: string,
  environment: BuildOptions['environment'] = {},
): Promise<void> {
  const Dockerfile = `${SHELL}${fresh()}RUN --mount=type=secret,id=s cat /run/secrets/s\n`;
  const context = contextWith(busybox, { Dockerfile });
  const secrets = [{ id: 's', variable: 'S' }];
  const events = await collect({ context, host, secrets, environment: { ...environment, S: 'over-there' } });
  expect(logOf(events)).toBe('over-there');
}

onEngines(['buildkit', 'tcp'], 'BuildKit over TCP', ({ host, busybox }) => {
  it('has its session', () => expectSession(host, busybox));
});

const SSH = ['DLINT_TEST_SSH', 'DLINT_TEST_SSH_PATH', 'DLINT_TEST_BUSYBOX'] as const;
describeWith(SSH, 'BuildKit over ssh', (host, path, busybox) => {
  it('has its session', () => expectSession(host, busybox, { PATH: `${path}:${process.env.PATH}` }));
});

onEngines(['buildkit', 'current', 'socket'], 'A current BuildKit', ({ host, busybox }) => {
  it('is what is used by itself, reads here-documents, and tells what its checks find', async () => {
    const Dockerfile = `${SHELL}${fresh()}run <<EOF\necho in-the-document\nEOF\n`;
    const events = await collect({ context: contextWith(busybox, { Dockerfile }), host, builder: undefined });
    expect(events.find(({ kind }) => kind === 'Connected')).toMatchObject({ builder: 'buildkit' });
    expect(logOf(events)).toBe('in-the-document\n');
    const warnings = statusesOf(events).flatMap((status) => status.warnings);
    expect(warnings.map(({ short, ranges }) => [short, ranges[0]?.start.line])).toContainEqual([
      expect.stringContaining('ConsistentInstructionCasing'),
      6,
    ]);
  });
});

onEngines(['docker', 'classic', 'socket'], 'The classic builder', ({ host, busybox }) => {
  const builds = (Dockerfile: string) =>
    collect({ context: contextWith(busybox, { Dockerfile }), host, builder: 'classic' });

  it.each([
    ['RUN <<EOF\necho a\nEOF\n', 'the here-document <<EOF needs BuildKit'],
    ['RUN --mount=type=cache,target=/c true\n', 'RUN --mount needs BuildKit'],
    ['COPY --link busybox /b\n', 'COPY --link needs BuildKit'],
    ['COPY --chmod=755 busybox /b\n', 'COPY --chmod needs BuildKit'],
  ])('is not given %j', async (step, words) => {
    await expect(builds(`${SHELL}${step}`)).rejects.toMatchObject({
      code: 'BUILDKIT_REQUIRED',
      message: expect.stringMatching(new RegExp(`Dockerfile:5:\\d+: ${words}.*--builder buildkit`)),
    });
  });

  it('is given a # syntax= only by those who chose it', async () => {
    const Dockerfile = `# syntax=docker/dockerfile:1\n${SHELL}`;
    const warning = {
      kind: 'Warning',
      text: expect.stringContaining('Dockerfile:1:1: # syntax=docker/dockerfile:1'),
    };
    expect(await builds(Dockerfile)).toContainEqual(warning);
    const context = contextWith(busybox, { Dockerfile });
    const environment = { DOCKER_BUILDKIT: '0' };
    await expect(collect({ context, host, environment, builder: undefined })).rejects.toMatchObject({
      code: 'BUILDKIT_REQUIRED',
    });
  });
});
