import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildEvent } from '../../src/build/build-event.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { outcomeOf } from './answering-daemon.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { startOwnDaemon } from './own-daemon.ts';
import { describeWith, ownContainers } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';
import { type OwnSleep, ownSleep } from './running-commands.ts';

vi.setConfig({ testTimeout: 120_000 });

const BUILDERS = ['classic', 'buildkit'] as const;
type Builder = (typeof BUILDERS)[number];

/** A build that comes to a step which does not end; `label` is an instruction before it. */
async function sleepingBuild(host: string, busybox: string, builder: Builder, sleep: OwnSleep, label = '') {
  const shell = `FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\n${label}`;
  const io = new RecordingIo(contextWith(busybox, { Dockerfile: `${shell}RUN ${sleep.command}\n` }));
  const exit = dlintBuild(io, '-H', host, '--builder', builder, '--network', 'host', '--no-cache', '.');
  await vi.waitUntil(() => sleep.running().length > 0, { timeout: 60_000 });
  return { io, exit };
}

/** A directory so large that a test can act while it is sent; on the disk it takes no room. */
function largeContext(): string {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY large /\n' });
  writeFileSync(join(context, 'large'), '');
  truncateSync(join(context, 'large'), 8 * 2 ** 30);
  return context;
}

/** Whether a part of the context has been sent. */
function isUploading(event: BuildEvent): boolean {
  if (event.kind === 'ContextProgress') return true;
  if (event.kind !== 'Progress') return false;
  return event.status.statuses.some(({ id, current }) => id.startsWith('transferring') && current > 1e6);
}

for (const builder of BUILDERS) {
  onEngines([builder], `Ctrl-C with ${builder}`, ({ host, busybox, traits }) => {
    it('ends the running step, and leaves no container', async () => {
      const { label, ids } = ownContainers(host);
      const sleep = ownSleep();
      const { io, exit } = await sleepingBuild(host, busybox, builder, sleep, label);
      io.interrupt();
      expect(await exit).toBe(130);
      expect(io.err).not.toContain('dlint:');
      // Podman goes on with a build that nobody waits for, and has no request to cancel one.
      if (!traits.has('docker')) return;
      await vi.waitUntil(() => sleep.running().length === 0, { timeout: 60_000 });
      await vi.waitUntil(async () => (await ids()).length === 0, { timeout: 60_000 });
    });

    it('ends an upload', async () => {
      const stop = new AbortController();
      const options = { host, environment: {}, builder, signal: stop.signal };
      const { error } = await outcomeOf(build({ context: largeContext(), ...options }), (event) => {
        if (isUploading(event)) stop.abort();
      });
      expect(error).toMatchObject({ code: 'CANCELLED' });
    });
  });
}

onEngines(['classic', 'docker'], 'a refusal', ({ host }) => {
  it('is told though it comes before the context has been read', async () => {
    const options = { host, environment: { DOCKER_API_VERSION: '1.99' }, builder: 'classic' } as const;
    const { error, events } = await outcomeOf(build({ context: largeContext(), ...options }));
    expect(error).toMatchObject({
      code: 'DAEMON_ERROR',
      message: expect.stringContaining('1.99 is too new'),
    });
    expect(events.some(({ kind }) => kind === 'ContextSent')).toBe(false);
  });
});

/** What happens to a build when its daemon is killed or stands still. */
function describeDeaths(busybox: string, builder: Builder, programs?: string): void {
  const broke = (host: string) => `the connection to the daemon at ${host} broke before the build was over`;

  it('is named when it is killed while a step runs', async () => {
    const daemon = await startOwnDaemon(programs);
    const { io, exit } = await sleepingBuild(daemon.address, busybox, builder, ownSleep());
    daemon.process.kill('SIGKILL');
    expect(await exit).toBe(1);
    expect(io.err.endsWith(`dlint: ${broke(daemon.address)}\n`)).toBe(true);
  });

  it('is named when it is killed while it takes the context', async () => {
    const { address, process } = await startOwnDaemon(programs);
    const options = { context: largeContext(), host: address, environment: {}, builder };
    const { error } = await outcomeOf(build(options), (event) => {
      if (isUploading(event)) process.kill('SIGKILL');
    });
    expect(error).toMatchObject({ code: 'CONNECTION_LOST', message: broke(address) });
  });

  it('is not waited for without end when it stands still', async () => {
    const { address, process } = await startOwnDaemon(programs);
    process.kill('SIGSTOP');
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const options = { context, host: address, environment: {}, builder, answerTimeout: 200 };
    const { error } = await outcomeOf(build(options));
    const message = `cannot connect to the daemon at ${address}: it does not answer`;
    expect(error).toMatchObject({ code: 'ENDPOINT_UNREACHABLE', message });
  });

  it('can be left when it stands still in the middle of a build', async () => {
    const { address, process } = await startOwnDaemon(programs);
    const { io, exit } = await sleepingBuild(address, busybox, builder, ownSleep());
    process.kill('SIGSTOP');
    io.interrupt();
    expect(await exit).toBe(130);
  });
}

for (const builder of BUILDERS) {
  describeWith(
    ['DLINT_TEST_DOCKER_SOCKET', 'DLINT_TEST_BUSYBOX'],
    `Docker 20.10 with ${builder}`,
    (_, busybox) => describeDeaths(busybox, builder),
  );
  describeWith(
    ['DLINT_TEST_ENGINES', 'DLINT_TEST_BUSYBOX'],
    `Docker 29 with ${builder}`,
    (programs, busybox) => describeDeaths(busybox, builder, programs),
  );
}
