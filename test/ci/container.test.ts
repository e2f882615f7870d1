import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dlintBuild } from '../build/dlint-build.ts';
import { describeWith, temporaryTag } from '../build/real-daemon.ts';
import { RecordingIo } from '../build/recording-io.ts';
import { describeWithProgram } from '../cli/reports/programs.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { standInForNode } from './node-image.ts';

const root = join(import.meta.dirname, '../..');
const LONG = 900_000;
const FOUND = 'Dockerfile:1:13: warning DL3007 Image `debian` is tagged `latest`, which moves';

/** Builds the image of the project as its page says; the network is the machine's, since the test daemons have none of their own. */
async function buildImage(host: string, busybox: string): Promise<string> {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const bases = new Set([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, name = '']) => name));
  for (const base of bases) await standInForNode(base, { host, busybox });
  const io = new RecordingIo(root);
  const tag = temporaryTag(host);
  const exit = await dlintBuild(io, '-H', host, '--network', 'host', '-t', tag, '.');
  expect({ exit, log: exit === 0 ? '' : io.err }).toEqual({ exit: 0, log: '' });
  return tag;
}

/** A folder with one Dockerfile, readable for its owner only, or for all. */
function project(mode: number): string {
  const folder = temporaryFolder({ Dockerfile: 'FROM debian:latest\n' });
  chmodSync(folder, mode);
  return folder;
}

describeWithProgram('docker', 'the image of the project', () => {
  const engine = ['DLINT_TEST_DOCKER29_CONTAINERD_SOCKET', 'DLINT_TEST_BUSYBOX'] as const;
  describeWith(engine, 'in Docker', (socket, busybox) => {
    const host = `unix://${socket}`;
    const docker = (args: readonly string[], input = '') => {
      const run = ['-H', host, 'run', '--rm', '-i', '--network', 'none', ...args];
      const { status, stderr, stdout } = spawnSync('docker', run, { input, encoding: 'utf8' });
      return { status, stderr, stdout };
    };

    it('is built, and lints what it is given', { timeout: LONG }, async () => {
      const image = await buildImage(host, busybox);
      const found = { status: 1, stderr: '', stdout: expect.stringContaining(FOUND) };

      const stdin = docker([image, '--stdin-filename', 'Dockerfile', '-'], 'FROM debian:latest\n');
      expect(stdin).toEqual(found);
      expect(docker(['-v', `${project(0o755)}:/work`, image])).toEqual(found);
      const own = ['-v', `${project(0o700)}:/work`];
      expect(docker([...own, image])).toMatchObject({ status: 2, stderr: 'dlint: .: permission denied\n' });
      expect(docker(['--user', `${process.getuid?.()}:${process.getgid?.()}`, ...own, image])).toEqual(found);

      const look = 'id -u && ls "$HOME/.cache/dlint/code"';
      const { status, stdout } = docker(['--entrypoint', 'sh', image, '-c', look]);
      // One file of compiled code, by the user who runs it.
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^1000\n\S+\n$/) });
    });
  });
});
