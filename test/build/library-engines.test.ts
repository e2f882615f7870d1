import { Writable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { build } from '../../src/build/index.ts';
import { outcomeOf } from './answering-daemon.ts';
import { contextWith } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { buildInOwnProcess } from './own-process.ts';
import { containersOf } from './real-daemon.ts';
import { ownSleep } from './running-commands.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\n';

for (const builder of ['classic', 'buildkit'] as const) {
  onEngines(['docker', 'socket', builder], `A program that builds with ${builder}`, ({ host, busybox }) => {
    /** A build whose last step does not end. */
    function sleeping(command: string) {
      const context = contextWith(busybox, { Dockerfile: `${SHELL}RUN ${command}\n` });
      return { context, host, builder, network: 'host', noCache: true };
    }

    async function expectGone(before: number, running: () => readonly number[]): Promise<void> {
      await vi.waitUntil(() => running().length === 0, { timeout: 2000 });
      await vi.waitUntil(async () => (await containersOf(host)).length <= before, { timeout: 10_000 });
    }

    it('ends, and so does its running step, when its signal is aborted', async () => {
      const before = (await containersOf(host)).length;
      const { command, running } = ownSleep();
      const { abort, outcome } = buildInOwnProcess(sleeping(command));
      await vi.waitUntil(() => running().length > 0, { timeout: 60_000 });
      await abort();
      const { exitCode, stderr, told } = await outcome;
      expect({ exitCode, stderr, told: told.at(-1) }).toEqual({ exitCode: 0, stderr: '', told: 'CANCELLED' });
      await expectGone(before, running);
    });

    it('ends, and so does its running step, when its reader leaves', async () => {
      const before = (await containersOf(host)).length;
      const { command, running } = ownSleep();
      for await (const event of build({ ...sleeping(command), environment: {} })) {
        if (!JSON.stringify(event).includes(command)) continue;
        await vi.waitUntil(() => running().length > 0, { timeout: 60_000 });
        break;
      }
      await expectGone(before, running);
    });
  });
}

onEngines(['buildkit', 'socket'], 'A program that is sent an output', ({ host, busybox }) => {
  it('can stop a build whose output it does not take', async () => {
    const stop = new AbortController();
    const destination = new Writable({ write: () => stop.abort(), highWaterMark: 1 });
    const { error } = await outcomeOf(
      build({
        context: contextWith(busybox, { Dockerfile: SHELL }),
        host,
        builder: 'buildkit',
        environment: {},
        outputs: [{ type: 'tar', destination }],
        signal: stop.signal,
      }),
    );
    expect(error).toMatchObject({ code: 'CANCELLED' });
  });
});
