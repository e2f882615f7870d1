import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';

const bin = join(import.meta.dirname, '../../bin/dlint.js');
const MEBIBYTE = 2 ** 20;
const SIZE = 128 * MEBIBYTE;

/** What may be under way: in pipes, in the buffers of sockets and streams. */
const UNDER_WAY = 32 * MEBIBYTE;

/** An image as large as `SIZE`. */
function* image(onSent: (bytes: number) => void): Generator<Uint8Array> {
  for (let sent = 0; sent < SIZE; sent += MEBIBYTE) {
    onSent(sent);
    yield new Uint8Array(MEBIBYTE);
  }
}

/** Runs `dlint build -o type=docker,dest=-` against a server that has the image. */
async function buildToStdout(
  onSent: (bytes: number) => void = () => {},
): Promise<ChildProcessByStdio<null, Readable, Readable>> {
  const { host } = await daemonWithSessions(({ url = '' }, response) => {
    if (url.includes('/images/get')) pipeline(image(onSent), response, () => {});
    else response.end(url.endsWith('/info') ? '{}' : '{"aux":{"ID":"sha256:1"}}');
  });
  const cwd = temporaryFolder({ Dockerfile: 'FROM scratch\n' });
  const argv = [bin, 'build', '-H', host, '--lint=off', '-o', 'type=docker,dest=-', '.'];
  return spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('an archive on standard output', () => {
  it('is taken from the daemon no faster than it is read', async () => {
    let sent = 0;
    const child = await buildToStdout((bytes) => {
      sent = bytes;
    });
    let [read, ahead] = [0, 0];
    for await (const chunk of child.stdout) {
      read += chunk.length;
      ahead = Math.max(ahead, sent - read);
      await setTimeout(1);
    }
    expect(read).toBe(SIZE);
    expect(ahead).toBeLessThan(UNDER_WAY);
  });

  it('ends quietly where nobody reads on', async () => {
    const child = await buildToStdout();
    child.stdout.once('data', () => child.stdout.destroy());
    const [errors, [exit]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ errors, exit }).toEqual({ errors: '', exit: 0 });
  });
});
