import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { build } from '../../src/build/build.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { outcomeOf } from './answering-daemon.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { startOwnDaemon } from './own-daemon.ts';
import { containersOf, describeWith } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';
import { ownSleep } from './running-commands.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\n';

/** A directory so large that a test can act while it is sent; on the disk it takes no room. */
function largeContext(dockerfile: string): string {
  const context = temporaryFolder({ Dockerfile: dockerfile });
  writeFileSync(join(context, 'large'), '');
  truncateSync(join(context, 'large'), 8 * 2 ** 30);
  return context;
}

onEngines(['classic'], 'Ctrl-C', ({ host, busybox, traits }) => {
  it('ends the running step within two seconds, and leaves no container', async () => {
    const before = await containersOf(host);
    const sleep = ownSleep();
    const Dockerfile = `${SHELL}RUN echo waiting; ${sleep.command}\n`;
    const io = new RecordingIo(contextWith(busybox, { Dockerfile }));
    const options = ['--builder', 'classic', '--network', 'host', '--no-cache'];
    const building = dlintBuild(io, '-H', host, ...options, '.');
    await vi.waitUntil(() => sleep.running().length > 0, { timeout: 60_000 });
    io.interrupt();
    expect(await building).toBe(130);
    expect(io.err).not.toContain('dlint:');
    await vi.waitUntil(() => sleep.running().length === 0, { timeout: 2000 });
    if (!traits.has('docker')) return;
    await vi.waitUntil(async () => (await containersOf(host)).length <= before.length, { timeout: 10_000 });
  });

  it('ends an upload', async () => {
    const context = largeContext('FROM scratch\n');
    const stop = new AbortController();
    const events = build({ context, host, environment: {}, builder: 'classic', signal: stop.signal });
    const { error } = await outcomeOf(events, ({ kind }) => {
      if (kind === 'ContextProgress') stop.abort();
    });
    expect(error).toMatchObject({ code: 'CANCELLED' });
  });
});

onEngines(['classic'], 'a refusal', ({ host }) => {
  it('is told though it comes before the context has been read', async () => {
    const context = largeContext('FROM scratch\n');
    const options = { context, host, environment: {}, builder: 'classic', platform: 'a/b/c/d' } as const;
    const { error, events } = await outcomeOf(build(options));
    expect(error).toMatchObject({ code: 'DAEMON_ERROR', message: expect.stringMatching(/platform|a\/b\/c/) });
    expect(events.some(({ kind }) => kind === 'ContextSent')).toBe(false);
  });
});

/** What happens to a build when its daemon is killed or stands still. */
function describeDeaths(busybox: string, programs?: string): void {
  it('is named when it is killed while a step runs', async () => {
    const daemon = await startOwnDaemon(programs);
    const sleep = ownSleep();
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: `${SHELL}RUN ${sleep.command}\n` }));
    const options = ['--builder', 'classic', '--network', 'host'];
    const building = dlintBuild(io, '-H', daemon.address, ...options, '.');
    await vi.waitUntil(() => sleep.running().length > 0, { timeout: 60_000 });
    daemon.process.kill('SIGKILL');
    expect(await building).toBe(1);
    const words = `dlint: the connection to the daemon at ${daemon.address} broke before the build was over\n`;
    expect(io.err.endsWith(words)).toBe(true);
  });

  it('is named when it is killed while it takes the context', async () => {
    const daemon = await startOwnDaemon(programs);
    const context = largeContext('FROM scratch\n');
    const events = build({ context, host: daemon.address, environment: {}, builder: 'classic' });
    const { error } = await outcomeOf(events, ({ kind }) => {
      if (kind === 'ContextProgress') daemon.process.kill('SIGKILL');
    });
    const message = `the connection to the daemon at ${daemon.address} broke before the build was over`;
    expect(error).toMatchObject({ code: 'CONNECTION_LOST', message });
  });

  it('is not waited for without end when it stands still', async () => {
    const daemon = await startOwnDaemon(programs);
    daemon.process.kill('SIGSTOP');
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const options = { context, host: daemon.address, environment: {}, answerTimeout: 200 };
    const { error } = await outcomeOf(build(options));
    const message = `cannot connect to the daemon at ${daemon.address}: it does not answer`;
    expect(error).toMatchObject({ code: 'ENDPOINT_UNREACHABLE', message });
  });

  it('can be left when it stands still in the middle of a build', async () => {
    const daemon = await startOwnDaemon(programs);
    const sleep = ownSleep();
    const io = new RecordingIo(contextWith(busybox, { Dockerfile: `${SHELL}RUN ${sleep.command}\n` }));
    const options = ['--builder', 'classic', '--network', 'host'];
    const building = dlintBuild(io, '-H', daemon.address, ...options, '.');
    await vi.waitUntil(() => sleep.running().length > 0, { timeout: 60_000 });
    daemon.process.kill('SIGSTOP');
    io.interrupt();
    expect(await building).toBe(130);
  });
}

describe('a daemon', () => {
  describeWith(['DLINT_TEST_DOCKER_SOCKET', 'DLINT_TEST_BUSYBOX'], 'of Docker 20.10', (_, busybox) =>
    describeDeaths(busybox),
  );
  describeWith(['DLINT_TEST_ENGINES', 'DLINT_TEST_BUSYBOX'], 'of Docker 29', (programs, busybox) =>
    describeDeaths(busybox, programs),
  );
});
