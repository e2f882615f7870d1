import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Outcome, outcomeOf } from './answering-daemon.ts';
import { describeWith } from './real-daemon.ts';

vi.setConfig({ testTimeout: 120_000 });

const home = { HOME: '/nowhere', DOCKER_CONFIG: '/nowhere' };

function attempt(options: Pick<BuildOptions, 'host' | 'environment' | 'builder'>): Promise<Outcome> {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=b\n' });
  return outcomeOf(build({ context, builder: 'classic', ...options }));
}

/** An environment whose `ssh` is this shell script; it leaves the number of its process in the file `pids`. */
function fakeSsh(script: string): { readonly environment: Record<string, string>; readonly pids: string } {
  const bin = temporaryFolder();
  const folder = temporaryFolder({ ssh: `#!/bin/sh\necho $$ >>'${bin}/pids'\n${script}\n` });
  chmodSync(join(folder, 'ssh'), 0o755);
  return { environment: { ...home, PATH: `${folder}:/usr/bin:/bin` }, pids: join(bin, 'pids') };
}

describeWith(['DLINT_TEST_SSH', 'DLINT_TEST_SSH_PATH'], 'a real daemon behind ssh', (host, folder) => {
  const environment = { ...home, PATH: `${folder}:${process.env.PATH}` };

  it.each(['classic', 'buildkit'] as const)('builds with the builder %s', async (builder) => {
    const { error, events } = await attempt({ host, environment, builder });
    expect(error).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ kind: 'Built', imageId: expect.stringMatching(/^sha256:/) });
  });

  it('tells what ssh says where it cannot log in', async () => {
    const stranger = host.replace(/\/\/.*@/, '//no-such-user@');
    const { error } = await attempt({ host: stranger, environment });
    expect(error).toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
    expect(error?.message).toMatch(
      /^ssh to ssh:\/\/no-such-user@.* ended with exit code 255: .*Permission denied/,
    );
  });
});

describe('ssh that fails', () => {
  it('is tried once, and its last words are told', async () => {
    const { environment, pids } = fakeSsh("echo 'Could not resolve hostname' >&2; exit 255");
    const { error } = await attempt({ host: 'ssh://h.example', environment });
    expect(error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: 'ssh to ssh://h.example ended with exit code 255: Could not resolve hostname',
    });
    expect(readFileSync(pids, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('may say nothing', async () => {
    const { error } = await attempt({ host: 'ssh://h.example', environment: fakeSsh('exit 1').environment });
    expect(error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: expect.stringContaining('it said nothing'),
    });
  });

  it('may not be there', async () => {
    const { error } = await attempt({ host: 'ssh://h.example', environment: { ...home, PATH: '/nowhere' } });
    expect(error).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: "there is no program 'ssh' on PATH; addresses with ssh:// need it",
    });
  });

  it('may print what is no HTTP', async () => {
    const { environment } = fakeSsh('echo Welcome; exec cat');
    const { error } = await attempt({ host: 'ssh://h.example', environment });
    expect(error).toMatchObject({
      code: 'DAEMON_ERROR',
      message: expect.stringContaining('does not speak HTTP'),
    });
  });

  it('is killed with the build', async () => {
    const { environment, pids } = fakeSsh('exec sleep 600');
    const stop = new AbortController();
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
    const outcome = outcomeOf(build({ context, host: 'ssh://h.example', environment, signal: stop.signal }));
    await vi.waitUntil(() => existsSync(pids) && readFileSync(pids, 'utf8') !== '', { timeout: 60_000 });
    const pid = Number(readFileSync(pids, 'utf8'));
    stop.abort();
    expect((await outcome).error).toMatchObject({ code: 'CANCELLED' });
    await vi.waitUntil(() => !isRunning(pid), { timeout: 60_000 });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
