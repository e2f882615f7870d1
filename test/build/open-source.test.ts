import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { archiveStream } from '../../src/build/archive.ts';
import type { DockerfileSource } from '../../src/build/context/build-context.ts';
import { dockerfileOf, openContext } from '../../src/build/context/build-context.ts';
import { isRemoteSource, openSource } from '../../src/build/context/open-source.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { unpack } from './unpack.ts';

const surroundings = { environment: {}, signal: undefined };
const silent = { onChunk() {}, onSocket() {}, onEnd() {} };
const DOCKERFILE = 'FROM scratch\n';

/** An archive of a Dockerfile and a file. */
function tar(): Promise<Buffer> {
  const context = openContext(temporaryFolder({ Dockerfile: DOCKERFILE, a: 'x' }), undefined);
  return buffer(archiveStream(context, silent));
}

async function open(content: Uint8Array | string, dockerfile?: DockerfileSource) {
  const { context, close } = await openSource(
    Readable.from([Buffer.from(content)]),
    dockerfile,
    surroundings,
  );
  onTestFinished(close);
  return context;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address with a port, not the path of a socket.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The URL of a server that is gone. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/x`;
}

/** What is thrown for a source. */
function refusal(source: string, dockerfile?: DockerfileSource): Promise<unknown> {
  return openSource(source, dockerfile, surroundings).then(
    () => 'nothing',
    (error: unknown) => error,
  );
}

describe('a stream as context', () => {
  it.each([
    ['as it is', (bytes: Buffer) => bytes],
    ['with gzip', (bytes: Buffer) => gzipSync(bytes)],
    [
      'with what it cannot read itself',
      (bytes: Buffer) => Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), bytes]),
    ],
    [
      'with more behind its checksum',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 155), Buffer.from('!'), bytes.subarray(156)]),
    ],
    [
      'with what zstd skips in front',
      (bytes: Buffer) => Buffer.concat([Buffer.from([0x5f, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]), bytes]),
    ],
  ])('passes an archive on %s', async (_, pack) => {
    const bytes = pack(await tar());
    const context = await open(bytes);
    expect(context).toMatchObject({ kind: 'archive', dockerfileName: undefined });
    expect(await buffer(archiveStream(context, silent))).toEqual(bytes);
  });

  it('may be one of the web', async () => {
    const bytes = await tar();
    const { context } = await openSource(new Blob([new Uint8Array(bytes)]).stream(), undefined, surroundings);
    if (context.kind !== 'archive') return expect.fail('it is an archive');
    expect(await buffer(archiveStream(context, silent))).toEqual(bytes);
  });

  type Left = () => void;
  it.each<[string, (left: Left) => AsyncIterable<Uint8Array>]>([
    ['Node', (left) => new Readable({ read() {} }).once('close', left)],
    ['the web', (left) => new ReadableStream({ pull: () => new Promise<void>(() => {}), cancel: left })],
  ])('is let go of in the middle of a read, if it is one of %s', async (_, make) => {
    const stop = new AbortController();
    const isLeft = new Promise<void>((resolve) => {
      const opened = openSource(make(resolve), undefined, { environment: {}, signal: stop.signal });
      opened.catch(() => {});
    });
    setImmediate(() => stop.abort());
    await isLeft;
  });

  it('compresses an archive if asked, but not twice', async () => {
    const bytes = await tar();
    const once = await buffer(archiveStream(await open(bytes), silent, { compress: true }));
    expect(gunzipSync(once)).toEqual(bytes);
    expect(await buffer(archiveStream(await open(once), silent, { compress: true }))).toEqual(once);
  });

  it.each([
    ['a Dockerfile', DOCKERFILE],
    ['nothing', ''],
    ['a long one', `${'# comment\n'.repeat(5000)}${DOCKERFILE}`],
    ['zeros, which end an archive', '\0'.repeat(1024)],
  ])('takes %s for a Dockerfile without files', async (_, text) => {
    const { context, close } = await openSource(Readable.from([Buffer.from(text)]), undefined, surroundings);
    if (context.kind !== 'directory') return expect.fail('it is no archive');
    expect(readFileSync(join(context.root, 'Dockerfile'), 'utf8')).toBe(text);
    expect(dockerfileOf(context).path).toBe('Dockerfile');
    close();
    expect(existsSync(context.root)).toBe(false);
  });

  it('finds the Dockerfile in an archive by the name that is given', async () => {
    expect(await open(await tar(), 'sub/Dockerfile')).toMatchObject({ dockerfileName: 'sub/Dockerfile' });
  });

  it.each([
    ['plain', (bytes: Buffer) => bytes],
    ['compressed', (bytes: Buffer) => gzipSync(bytes)],
  ])('puts a Dockerfile into an archive that is %s', async (_, pack) => {
    const context = await open(pack(await tar()), { content: Buffer.from('FROM other\n') });
    const members = await unpack(archiveStream(context, silent));
    const generated = members.find(({ header }) => header.name === context.dockerfileName);
    expect(generated?.content).toBe('FROM other\n');
    expect(members.map(({ header }) => header.name).slice(0, 2)).toEqual(['Dockerfile', 'a']);
  });

  it('says what does not fit together', async () => {
    const bzip2 = Buffer.from('BZh91AY&SY');
    await expect(open(DOCKERFILE, 'other')).rejects.toThrow('is a Dockerfile itself: leave out -f other');
    await expect(open(DOCKERFILE, { content: bzip2 })).rejects.toThrow('is no archive');
    await expect(open(bzip2, { content: bzip2 })).rejects.toThrow('compressed with bzip2');
    const broken = await open(gzipSync(await tar()).subarray(0, 60), { content: Buffer.from(DOCKERFILE) });
    await expect(buffer(archiveStream(broken, silent))).rejects.toMatchObject({ code: 'CONTEXT_UNUSABLE' });
  });
});

describe('a URL as context', () => {
  it('is downloaded, over redirections', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/start') response.writeHead(302, { Location: '/end?x=1' }).end();
      else response.end(`FROM scratch\n# ${request.url}\n`);
    });
    const { context, close } = await openSource(`${url}/start`, undefined, surroundings);
    expect(context).toMatchObject({
      kind: 'directory',
      dockerfile: Buffer.from('FROM scratch\n# /end?x=1\n'),
    });
    close();
  });

  it('is fetched through the proxy of the environment', async () => {
    const proxy = await serve((request, response) => response.end(`# ${request.method} ${request.url}\n`));
    const environment = { HTTP_PROXY: proxy };
    const source = 'http://context.example/Dockerfile';
    const { context, close } = await openSource(source, undefined, { environment, signal: undefined });
    expect(context).toMatchObject({ dockerfile: Buffer.from(`# GET ${source}\n`) });
    close();
  });

  it('is refused with the words of the server', async () => {
    const url = await serve((_, response) => response.writeHead(403).end('not\nyours'));
    await expect(openSource(`${url}/x`, undefined, surroundings)).rejects.toMatchObject({
      code: 'CONTEXT_UNUSABLE',
      message: `cannot download the build context ${url}/x: HTTP status 403 (not yours)`,
    });
  });

  it('is asked for with its user and password, which no message shows', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve(({ headers: { authorization }, url: path }, response) => {
      asked.push(authorization);
      if (authorization === undefined) response.writeHead(401).end();
      else if (path === '/gone') response.writeHead(404).end();
      else response.end(path === '/bzip2' ? 'BZh91AY&SY' : DOCKERFILE);
    });
    const at = (userInfo: string, path: string): string => `${url.replace('//', `//${userInfo}@`)}${path}`;
    const { close } = await openSource(at('a%3Ab:p%40ss%', '/x'), undefined, surroundings);
    close();
    expect(asked).toEqual([`Basic ${Buffer.from('a:b:p@ss%').toString('base64')}`]);
    const content = Buffer.from(DOCKERFILE);
    const failures = await Promise.all([
      refusal(at('ann:p%40ss', '/gone')),
      refusal(at('p%40ss', '/gone')),
      refusal(at('ann:p%40ss', '/x'), 'other'),
      refusal(at('ann:p%40ss', '/x'), { content }),
      refusal(at('ann:p%40ss', '/bzip2'), { content }),
      refusal('http://ann:p%40ss@127.0.0.1:1/x'),
      refusal('http://ann:p%40ss/x@127.0.0.1:1/x'),
      refusal('http://ann:p%40ss@127.0.0.1:1/x.git?unknown=1'),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'CONTEXT_UNUSABLE' });
      expect(inspect(failure)).toContain('http://…@127.0.0.1:');
      expect(inspect(failure)).not.toContain('p%40ss');
    }
  });

  it('keeps its password from the server that a redirection leads to', async () => {
    const asked: (string | undefined)[] = [];
    const other = await serve(({ headers }, response) => {
      asked.push(headers.authorization);
      response.end(DOCKERFILE);
    });
    const url = await serve(({ headers }, response) => {
      asked.push(headers.authorization);
      response.writeHead(302, { Location: other }).end();
    });
    const { close } = await openSource(url.replace('//', '//ann:secret@'), undefined, surroundings);
    close();
    expect(asked).toEqual([expect.stringMatching(/^Basic /), undefined]);
  });

  it('is refused where nothing answers, or the answer breaks off', async () => {
    const closed = await closedPort();
    await expect(openSource(closed, undefined, surroundings)).rejects.toThrow(
      `cannot download the build context ${closed}: nothing listens there`,
    );
    const url = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('FROM');
      response.destroy();
    });
    await expect(openSource(url, undefined, surroundings)).rejects.toMatchObject({
      code: 'CONTEXT_UNUSABLE',
      message: `cannot download the build context ${url}: the connection broke`,
    });
    const encrypted = url.replace('http:', 'https:');
    await expect(openSource(encrypted, undefined, surroundings)).rejects.toThrow('it does not speak TLS');
  });

  it('is refused by an answer without end', async () => {
    const url = await serve((_, response) => {
      const page = Readable.from(
        (function* () {
          while (true) yield 'no '.repeat(1000);
        })(),
      );
      page.pipe(response.writeHead(404));
    });
    await expect(openSource(url, undefined, surroundings)).rejects.toThrow('HTTP status 404 (no no');
  });
});

describe('what is not read of a context', () => {
  /** A stream, and whether its reader has given it up. */
  function watched(bytes: Uint8Array) {
    const state = { isGivenUp: false };
    const stream = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield bytes;
        yield bytes;
      } finally {
        state.isGivenUp = true;
      }
    };
    return { state, stream: stream() };
  }

  it('is given up when an archive is closed', async () => {
    const { state, stream } = watched(await tar());
    const { close } = await openSource(stream, undefined, surroundings);
    expect(state.isGivenUp).toBe(false);
    close();
    await expect.poll(() => state.isGivenUp).toBe(true);
  });

  it('is given up where it cannot be used', async () => {
    const { state, stream } = watched(Buffer.from('BZh91AY&SY'));
    await expect(openSource(stream, { content: Buffer.from('') }, surroundings)).rejects.toThrow('bzip2');
    expect(state.isGivenUp).toBe(true);
  });

  it('is not downloaded any more', async () => {
    const bytes = await tar();
    let isGone = false;
    const url = await serve((_, response) => {
      response.on('close', () => {
        isGone = true;
      });
      response.write(bytes);
    });
    const { close } = await openSource(url, undefined, surroundings);
    expect(isGone).toBe(false);
    close();
    await expect.poll(() => isGone).toBe(true);
  });
});

describe('isRemoteSource', () => {
  it.each([
    ['http://example.com/x', true],
    ['https://example.com/x.git#dev:sub', true],
    ['git://example.com/x', true],
    ['ssh://git@example.com/x', true],
    ['git@example.com:x/y.git', true],
    ['github.com/x/y', true],
    ['HTTP://example.com/x', false],
    ['ftp://example.com/x', false],
    ['example.com/x', false],
    ['.', false],
    ['./github.com/x', false],
  ])('%s: %s', (text, isRemote) => {
    expect(isRemoteSource(text)).toBe(isRemote);
  });

  it('is asked only for what does not exist', async () => {
    const folder = temporaryFolder({ 'github.com/x/Dockerfile': DOCKERFILE });
    const { context } = await openSource(join(folder, 'github.com/x'), undefined, surroundings);
    expect(context).toMatchObject({ kind: 'directory', root: join(folder, 'github.com/x') });
  });
});
