import { execFileSync } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { writeArchive } from '../../src/build/file-sync/write-archive.ts';
import type { GrpcCall } from '../../src/build/grpc/grpc-service.ts';
import { openPipe } from '../../src/build/open-pipe.ts';
import { GetSecretRequestSchema } from '../../src/build/proto/secrets_pb.ts';
import { openAgents } from '../../src/build/session/open-agents.ts';
import { secrets } from '../../src/build/session/secrets.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function makePipe(): string {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** A signal that is aborted as soon as a wait has begun. */
function soonAborted(): AbortSignal {
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  return stop.signal;
}

const never = new AbortController().signal;
const ABORTED = expect.objectContaining({ name: 'AbortError' });

describe('a pipe', () => {
  it('is read once somebody writes to it, to its end', async () => {
    const path = makePipe();
    const reader = openPipe(path, 'read', never);
    const writer = await open(path, 'w');
    await writer.writeFile('from afar');
    await writer.close();
    expect(await text(await reader)).toBe('from afar');
  });

  it('is written to once somebody reads it', async () => {
    const path = makePipe();
    const opening = openPipe(path, 'write', never);
    const reader = await open(path, 'r');
    const much = 'x'.repeat(1_000_000);
    const [read] = await Promise.all([
      text(reader.createReadStream()),
      opening.then((to) => pipeline([much], to)),
    ]);
    expect(read).toBe(much);
  });

  it.each(['read', 'write'] as const)(
    'that nobody else opens is left when there is nothing to %s any more',
    async (use) => {
      const path = makePipe();
      await expect(openPipe(path, use, soonAborted())).rejects.toEqual(ABORTED);
      await expect(openPipe(path, use, AbortSignal.abort())).rejects.toEqual(ABORTED);
      // It would open if somebody were left at the other end.
      expect(() => openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)).toThrow('ENXIO');
    },
  );

  it('that says nothing is left, too', async () => {
    const path = makePipe();
    const stop = new AbortController();
    const opening = openPipe(path, 'read', stop.signal);
    const writer = await open(path, 'w');
    const reader = await opening;
    setImmediate(() => stop.abort());
    await expect(text(reader)).rejects.toEqual(ABORTED);
    await writer.close();
  });

  it('that is no pipe any more is an error of the system', async () => {
    await expect(openPipe(join(temporaryFolder(), 'none'), 'read', never)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('what waits for a pipe does not outlive the build', () => {
  it('if it is a secret', async () => {
    const get = secrets([{ id: 's', path: makePipe() }], {})['/moby.buildkit.secrets.v1.Secrets/GetSecret'];
    const request = toBinary(GetSecretRequestSchema, create(GetSecretRequestSchema, { id: 's' }));
    const call: GrpcCall = {
      metadata: () => [],
      messages: Readable.from([request]),
      send: () => Promise.reject(new Error('there was a value')),
      signal: soonAborted(),
    };
    await expect(get?.(call)).rejects.toEqual(ABORTED);
  });

  it('if it is an SSH key', async () => {
    const forward = { id: 'default', paths: [makePipe()] };
    await expect(openAgents([forward], process.env, soonAborted())).rejects.toMatchObject({ cause: ABORTED });
  });

  it('if it is an output', async () => {
    await expect(writeArchive(Readable.from(['archive']), makePipe(), soonAborted())).rejects.toEqual(
      ABORTED,
    );
  });
});
