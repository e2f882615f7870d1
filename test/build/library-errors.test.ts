import { describe, expect, it } from 'vitest';
import { type BuildErrorCode, type BuildOptions, build } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon, outcomeOf } from './answering-daemon.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';

const PLAIN = { Dockerfile: 'FROM scratch\n' };

function buildAt(host: string, options: Partial<BuildOptions>) {
  return outcomeOf(build({ context: temporaryFolder(PLAIN), host, environment: {}, ...options }));
}

/** What gives a part of an archive and fails then. */
async function* failing(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1024).fill(1, 0, 1);
  throw new Error('the tape broke');
}

/** What each of these builds is refused for; other codes have their tests where what they are about has its own. */
const REFUSED: readonly (readonly [BuildErrorCode, string, Partial<BuildOptions>])[] = [
  ['ENDPOINT_INVALID', 'an address', { host: 'carrier-pigeon://loft' }],
  ['CONFIG_INVALID', 'DOCKER_BUILDKIT', { environment: { DOCKER_BUILDKIT: 'perhaps' } }],
  ['CONFIG_INVALID', 'DOCKER_API_VERSION', { environment: { DOCKER_API_VERSION: 'new' } }],
  [
    'CONFIG_INVALID',
    'HTTP_PROXY',
    { host: 'tcp://daemon.example:1', environment: { HTTP_PROXY: 'socks5://p:1' } },
  ],
  ['TAG_INVALID', 'a tag', { tags: ['Not A Name'] }],
  ['CONTEXT_NOT_FOUND', 'a directory', { context: '/nowhere/at/all' }],
  ['DOCKERFILE_NOT_FOUND', 'a Dockerfile', { dockerfile: '/nowhere/Dockerfile' }],
  ['CONTEXT_UNUSABLE', 'a stream that fails while it is read', { context: failing() }],
  ['BUILDKIT_REQUIRED', 'secrets', { builder: 'classic', secrets: [{ id: 'a', path: '/dev/null' }] }],
  ['UNSUPPORTED', 'an option of experimental daemons', { builder: 'classic', squash: true }],
  ['SECRET_UNREADABLE', 'a secret', { builder: 'buildkit', secrets: [{ id: 'a', path: '/nowhere/at/all' }] }],
];

describe('a build', () => {
  it.each(REFUSED)('fails with %s for %s', async (code, _, options) => {
    const host = await answeringDaemon(
      (request, response) => void request.resume().on('end', () => response.end()),
    );
    const { error } = await buildAt(options.host ?? host, options);
    expect(error).toMatchObject({ code, message: expect.not.stringContaining('\n') });
  });

  it('tells of a stream that fails while it is sent, not of the connection', async () => {
    const host = await answeringDaemon((request) => void request.resume().on('error', () => {}));
    for (const [options, name] of [
      [{}, 'stream'],
      [{ contextName: 'tape 7' }, 'tape 7'],
    ] as const) {
      const { error } = await buildAt(host, { context: largeArchive(), ...options });
      expect(error).toMatchObject({
        code: 'CONTEXT_UNUSABLE',
        message: `the build context ${name} cannot be read: the tape broke`,
      });
    }
  });

  it.each([
    ['unauthorized: authentication required', 'AUTH'],
    ['denied: requested access to the resource is denied', 'AUTH'],
    ['no space left on device', 'DAEMON_ERROR'],
  ])('whose push is answered with "%s" fails with %s', async (words, code) => {
    const { host } = await daemonWithSessions(({ url = '' }, response) =>
      response.end(url.includes('/push?') ? JSON.stringify({ error: words }) : '{"aux":{"ID":"sha256:1"}}'),
    );
    const { error } = await buildAt(host, { builder: 'buildkit', push: true, tags: ['r.example/a'] });
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('gives the reason of its signal as the cause', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const { error } = await buildAt('unix:///nowhere/docker.sock', { signal });
    expect(error).toMatchObject({ code: 'CANCELLED', cause: { message: 'enough' } });
  });
});

/** The beginning of an archive, of 2 MiB, that breaks off with an error. */
async function* largeArchive(): AsyncGenerator<Uint8Array> {
  // A header of ustar, as far as the magic goes, is an archive to whoever looks.
  const block = Buffer.alloc(512);
  block.write('ustar\0', 257);
  yield block;
  for (let sent = 0; sent < 2 ** 21; sent += 2 ** 16) yield new Uint8Array(2 ** 16);
  throw new Error('the tape broke');
}
