import { describe, expect, it } from 'vitest';
import { type BuildOptions, build } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon, outcomeOf } from './answering-daemon.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';

function buildAt(host: string, options: Partial<BuildOptions> = {}) {
  const context = temporaryFolder({ Dockerfile: 'FROM scratch\nRUN false\n' });
  return outcomeOf(build({ context, host, environment: {}, builder: 'buildkit', ...options }));
}

describe('a build with BuildKit', () => {
  it('needs a session', async () => {
    const host = await answeringDaemon((_, response) =>
      response.writeHead(404).end('{"message":"page not found"}'),
    );
    const { error } = await buildAt(host);
    expect(error).toMatchObject({ code: 'SESSION', message: expect.stringContaining('page not found') });
  });

  it.each([
    ['nothing', '', 'without an image id and without an error'],
    ['progress that is none', '{"id":"moby.buildkit.trace","aux":"CgUB"}', 'progress that cannot be read'],
    ['half a message', '{"id":"moby.buildkit.trace","aux":"', 'broke off within a message'],
  ])('fails where the daemon answers %s', async (_, body, words) => {
    const { host } = await daemonWithSessions((__, response) => response.writeHead(200).end(body));
    expect((await buildAt(host)).error?.message).toContain(words);
  });

  it('closes its session when it is over, and when it is cancelled', async () => {
    const cancelled = new AbortController();
    const failing = await daemonWithSessions((_, response) =>
      response.writeHead(500).end('{"message":"no"}'),
    );
    await buildAt(failing.host);
    const hanging = await daemonWithSessions(() => cancelled.abort());
    expect((await buildAt(hanging.host, { signal: cancelled.signal })).error).toMatchObject({
      code: 'CANCELLED',
    });
    for (const [session] of [failing.sessions, hanging.sessions]) {
      if (session === undefined) throw new Error('there was no session');
      if (!session.closed) await new Promise((resolve) => session.once('close', resolve));
    }
  });

  it('refuses to push what has no name before it asks for anything', async () => {
    const { host, sessions } = await daemonWithSessions((_, response) => response.writeHead(500).end());
    expect((await buildAt(host, { push: true })).error).toMatchObject({ code: 'TAG_INVALID' });
    expect(sessions).toEqual([]);
  });

  it.each([
    [{ network: 'own' }, 'BuildKit knows default, host and none'],
    [{ platform: 'linux/amd64,linux/arm64' }, 'build once for each'],
  ])('refuses %j before it asks for anything', async (options, words) => {
    const { host, sessions } = await daemonWithSessions((_, response) => response.writeHead(500).end());
    const { error } = await buildAt(host, options);
    expect(error).toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining(words) });
    expect(sessions).toEqual([]);
  });

  it.each([
    ['half a message', '{"status":"Pushing', 'CONNECTION_LOST', 'broke off within a message'],
    ['no JSON', 'oops', 'DAEMON_ERROR', 'cannot be understood'],
  ])('fails where a push is answered with %s', async (_, answer, code, words) => {
    const { host } = await daemonWithSessions(({ url = '' }, response) =>
      response.end(url.includes('/push?') ? answer : '{"aux":{"ID":"sha256:1"}}'),
    );
    const { error } = await buildAt(host, { push: true, tags: ['a'] });
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('pays no attention to DOCKER_CONTENT_TRUST, as with docker', async () => {
    const { host } = await daemonWithSessions((_, response) => response.end('{"aux":{"ID":"sha256:1"}}'));
    const context = temporaryFolder({ Dockerfile: 'FROM alpine\n' });
    const { error, events } = await buildAt(host, { context, environment: { DOCKER_CONTENT_TRUST: '1' } });
    expect(error).toBeUndefined();
    expect(events.at(-1)).toEqual({ kind: 'Built', imageId: 'sha256:1' });
  });
});
