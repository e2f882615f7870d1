import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.ts';
import type { BuildOptions } from '../../src/build/build-options.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Answer, answeringDaemon, outcomeOf } from './answering-daemon.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';

const ID = `sha256:${'1'.repeat(64)}`;

/** Builds with both builders, and gives how that ended and what the daemon was asked for after the build. */
async function afterBuilding(builder: 'classic' | 'buildkit', options: Partial<BuildOptions>, after: Answer) {
  const asked: string[] = [];
  const answer: Answer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://daemon');
    request.resume();
    if (pathname.endsWith('/build')) return void response.end(JSON.stringify({ aux: { ID } }));
    if (pathname.endsWith('/info')) return void response.end('{"DriverStatus":[]}');
    asked.push(`${pathname.replace(/^\/v[\d.]+/, '')} ${searchParams}`.trim());
    after(request, response);
  };
  const host =
    builder === 'classic' ? await answeringDaemon(answer) : (await daemonWithSessions(answer)).host;
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY . /\n' });
  return { asked, ...(await outcomeOf(build({ context, host, builder, environment: {}, ...options }))) };
}

describe.each(['classic', 'buildkit'] as const)('after a build with %s', (builder) => {
  it.each([
    ['refuses', (_, res) => res.writeHead(500).end('{"message":"no such image"}'), 'json: no such image'],
    ['answers nonsense', (_, res) => res.end('<html>'), 'something that is no JSON'],
    ['breaks off', ({ socket }) => socket.destroy(), 'the connection'],
  ] satisfies [string, Answer, string][])('a daemon that %s takes nothing back', async (_, after, reason) => {
    const { events, error } = await afterBuilding(builder, { metadata: true, tags: ['app'] }, after);
    expect(error).toBeUndefined();
    expect(events.slice(-2)).toEqual([
      {
        kind: 'Warning',
        text: expect.stringMatching(
          `^the image was built, but what the daemon knows of it cannot be told: .*${reason}`,
        ),
      },
      { kind: 'Built', imageId: ID, metadata: { names: ['docker.io/library/app:latest'] } },
    ]);
  });

  it('a build that is cancelled while the daemon tells of the image is cancelled', async () => {
    const stop = new AbortController();
    const options = { metadata: true, signal: stop.signal };
    const { events, error } = await afterBuilding(builder, options, () => stop.abort());
    expect(error).toMatchObject({ code: 'CANCELLED' });
    expect(events.map(({ kind }) => kind)).not.toContain('Warning');
  });
});

describe('after a build for registries', () => {
  it('each name is pushed once, however often and however it was given', async () => {
    const options: Partial<BuildOptions> = {
      tags: ['example.com/a', 'example.com/a:latest'],
      outputs: [{ type: 'registry', attributes: { name: 'example.com/a:latest,example.com/b:2' } }],
    };
    const { asked, error } = await afterBuilding('buildkit', options, (_, response) => response.end('{}'));
    expect(error).toBeUndefined();
    expect(asked).toEqual(['/images/example.com/a/push tag=latest', '/images/example.com/b/push tag=2']);
  });
});
