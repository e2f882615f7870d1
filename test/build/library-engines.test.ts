import { Writable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { build } from '../../src/build/index.ts';
import { outcomeOf } from './answering-daemon.ts';
import { contextWith } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { buildInOwnProcess } from './own-process.ts';
import { ownContainers } from './real-daemon.ts';
import { ownSleep } from './running-commands.ts';

vi.setConfig({ testTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/sleep\n';

for (const builder of ['classic', 'buildkit'] as const) {
  onEngines(['docker', 'socket', builder], `A program that builds with ${builder}`, ({ host, busybox }) => {
    /** A build whose last step does not end. */
    function sleeping() {
      const { command, running } = ownSleep();
      const { label, ids } = ownContainers(host);
      const context = contextWith(busybox, { Dockerfile: `${SHELL}${label}RUN ${command}\n` });
      const untilItRuns = () => vi.waitUntil(() => running().length > 0, { timeout: 60_000 });
      const untilItIsGone = async (): Promise<void> => {
        await vi.waitUntil(() => running().length === 0, { timeout: 60_000 });
        await vi.waitUntil(async () => (await ids()).length === 0, { timeout: 60_000 });
      };
      const options = { context, host, builder, network: 'host', noCache: true };
      return { command, options, untilItRuns, untilItIsGone };
    }

    it('ends, and so does its running step, when its signal is aborted', async () => {
      const { options, untilItRuns, untilItIsGone } = sleeping();
      const { abort, outcome } = buildInOwnProcess(options);
      await untilItRuns();
      await abort();
      const { exitCode, stderr, told } = await outcome;
      expect({ exitCode, stderr, told: told.at(-1) }).toEqual({ exitCode: 0, stderr: '', told: 'CANCELLED' });
      await untilItIsGone();
    });

    it('ends, and so does its running step, when its reader leaves', async () => {
      const { command, options, untilItRuns, untilItIsGone } = sleeping();
      for await (const event of build({ ...options, environment: {} })) {
        if (!JSON.stringify(event).includes(command)) continue;
        await untilItRuns();
        break;
      }
      await untilItIsGone();
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
