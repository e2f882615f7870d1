import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createReadStream,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type BuildEvent, type BuildOptions, build } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { gitServer, repository } from './git-server.ts';
import { RecordingIo } from './recording-io.ts';
import { unpack } from './unpack.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Bytes of the context that a build asked for, as BuildKit counts them. */
function transferred(events: readonly BuildEvent[]): number {
  const statuses = events.flatMap((event) => (event.kind === 'Progress' ? event.status.statuses : []));
  const ofContext = statuses.filter(({ id }) => id.startsWith('transferring context'));
  return Math.max(0, ...ofContext.map(({ current }) => current));
}

onEngines(['buildkit', 'socket'], 'Files over the session', ({ host, busybox }) => {
  async function run(options: BuildOptions): Promise<BuildEvent[]> {
    const events: BuildEvent[] = [];
    for await (const event of build({
      host,
      builder: 'buildkit',
      environment: {},
      network: 'host',
      ...options,
    })) {
      events.push(event);
    }
    return events;
  }

  /** The files of an image, by the output `local`. */
  async function filesOf(options: BuildOptions): Promise<string> {
    const destination = temporaryFolder();
    await run({ ...options, outputs: [{ type: 'local', destination }] });
    return destination;
  }

  it('are those that .dockerignore leaves, and an exception gives back', async () => {
    const context = temporaryFolder({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': 'Dockerfile\n.dockerignore\n**/*.log\n!keep.log\nnode_modules\n',
      'a.txt': 'a',
      'keep.log': 'k',
      'b/drop.log': 'd',
      'b/c/ü e.txt': 'u',
      'node_modules/x': 'x',
    });
    symlinkSync('a.txt', join(context, 'link'));
    const files = await filesOf({ context });
    expect(readdirSync(files, { recursive: true }).sort()).toEqual([
      'a.txt',
      'b',
      'b/c',
      'b/c/ü e.txt',
      'keep.log',
      'link',
    ]);
    expect(readlinkSync(join(files, 'link'))).toBe('a.txt');
  });

  it('survive an ignore file with more lines than Node takes headers', async () => {
    const lines = Array.from({ length: 600 }, (_, index) => `ignored-${index}`);
    const context = temporaryFolder({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': `${lines.join('\n')}\nDockerfile\n.dockerignore\n`,
      'ignored-599': '',
      kept: '',
    });
    expect(readdirSync(await filesOf({ context }))).toEqual(['kept']);
  });

  it('are sent again only where they changed', async () => {
    const big = randomBytes(3_000_000);
    const context = temporaryFolder({
      Dockerfile: 'FROM scratch\nCOPY data /data\n',
      'data/big': big,
      'data/small': '1',
    });
    expect(transferred(await run({ context }))).toBeGreaterThan(3_000_000);
    writeFileSync(join(context, 'data/small'), 'another');
    expect(transferred(await run({ context }))).toBeLessThan(1000);
    expect(readFileSync(join(await filesOf({ context }), 'data/small'), 'utf8')).toBe('another');
  });

  it('are not read where the Dockerfile does not use them', async () => {
    const context = temporaryFolder({
      Dockerfile: 'FROM scratch\nCOPY used /\n',
      used: 'u',
      unused: randomBytes(1_000_000),
    });
    expect(transferred(await run({ context }))).toBeLessThan(1000);
  });

  it('come with a Dockerfile from elsewhere, which COPY does not see', async () => {
    const context = temporaryFolder({ a: 'a' });
    const elsewhere = temporaryFolder({ 'ci/App.Dockerfile': 'FROM scratch\nCOPY . /\n' });
    const path = join(elsewhere, 'ci/App.Dockerfile');
    expect(readdirSync(await filesOf({ context, dockerfile: path }))).toEqual(['a']);
    const content = Buffer.from('FROM scratch\nCOPY . /x/\n');
    expect(readdirSync(await filesOf({ context, dockerfile: { content } }))).toEqual(['x']);
    writeFileSync(`${path}.dockerignore`, 'a\n');
    writeFileSync(join(context, 'b'), 'b');
    expect(readdirSync(await filesOf({ context, dockerfile: path }))).toEqual(['b']);
  });

  it('may have their Dockerfile below', async () => {
    const context = temporaryFolder({ 'docker/My.Dockerfile': 'FROM scratch\nCOPY a /\n', a: 'a' });
    const dockerfile = join(context, 'docker/My.Dockerfile');
    expect(readdirSync(await filesOf({ context, dockerfile }))).toEqual(['a']);
  });

  it('end the build with a clear error where one cannot be found', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\n\nCOPY nowhere /\n' });
    await expect(run({ context })).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      line: 3,
      message: expect.stringMatching(/Dockerfile:3: \[1\/1] COPY nowhere \/: .*"?\/?nowhere/),
    });
  });

  it('of the result go into a directory, with their modes and times', async () => {
    const Dockerfile =
      'FROM scratch AS base\nCOPY busybox /bin/sh\nRUN echo made > /made && chmod 750 /made\nFROM scratch\nCOPY --from=base /made /out/\n';
    const files = await filesOf({ context: contextWith(busybox, { Dockerfile }) });
    expect(readFileSync(join(files, 'out/made'), 'utf8')).toBe('made\n');
    expect(statSync(join(files, 'out/made')).mode & 0o777).toBe(0o750);
  });

  it('of the result become an archive, in a file or on standard output', async () => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a /dir/\n', a: 'text' });
    const file = join(temporaryFolder(), 'out.tar');
    await run({ context, outputs: [{ type: 'tar', destination: file }] });
    const entries = await unpack(createReadStream(file));
    expect(entries.find(({ header }) => header.name === 'dir/a')?.content).toBe('text');
    const io = new RecordingIo(context);
    expect(await dlintBuild(io, '--builder', 'buildkit', '-H', host, '-o', '-', '.')).toBe(0);
    expect(io.out).toContain('dir/a\0');
    expect(io.out).toContain('ustar');
  });
});

onEngines(['buildkit', 'socket'], 'A context elsewhere', ({ host, traits }) => {
  async function filesOf(context: BuildOptions['context'], dockerfile?: string): Promise<readonly string[]> {
    const destination = temporaryFolder();
    const outputs = [{ type: 'local', destination }] as const;
    const options = { host, builder: 'buildkit', environment: {}, network: 'host', outputs } as const;
    for await (const _ of build({ ...options, context, ...(dockerfile && { dockerfile }) }));
    return readdirSync(destination).sort();
  }

  it('is fetched by the daemon from a repository', async () => {
    const folder = repository({
      Dockerfile: 'FROM scratch\nCOPY web/a /\n',
      'web/Dockerfile': 'FROM scratch\nCOPY . /\n',
      'web/Other': 'FROM scratch\nCOPY a /only\n',
      'web/a': 'a',
    });
    const server = await gitServer(dirname(folder));
    const url = `${server}/${basename(folder)}/.git`;
    expect(await filesOf(`${url}#main`)).toEqual(['a']);
    // BuildKit 0.8 says that it does not support directories yet.
    if (!traits.has('current')) return;
    expect(await filesOf(`${url}#main:web`)).toEqual(['Dockerfile', 'Other', 'a']);
    expect(await filesOf(`${url}#main:web`, 'Other')).toEqual(['only']);
  });

  it('is fetched by the daemon as an archive', async () => {
    const folder = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'a' });
    const url = await serveBytes(execFileSync('tar', ['-C', folder, '-cz', 'Dockerfile', 'a']));
    expect(await filesOf(`${url}/context.tar.gz`)).toEqual(['a']);
  });

  it('is an archive that comes as a stream', async () => {
    const folder = temporaryFolder({ 'b.Dockerfile': 'FROM scratch\nCOPY a /\n', a: 'a' });
    const archive = execFileSync('tar', ['-C', folder, '-c', 'b.Dockerfile', 'a']);
    expect(await filesOf(Readable.from([archive]), 'b.Dockerfile')).toEqual(['a']);
  });
});

/** The address of a server that answers everything with these bytes, until the test is over. */
async function serveBytes(bytes: Uint8Array): Promise<string> {
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // A server that listens on TCP has an address with a port, not the path of a socket.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

onEngines(['buildkit', 'containerd-store', 'socket'], 'Archives of images', ({ host }) => {
  it.each(['oci', 'docker'] as const)('come over the session: %s', async (type) => {
    const context = temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'text' });
    const file = join(temporaryFolder(), 'image.tar');
    const outputs = [{ type, destination: file }];
    for await (const _ of build({ context, host, environment: {}, outputs }));
    const names = (await unpack(createReadStream(file))).map(({ header }) => header.name);
    expect(names).toContain('index.json');
    expect(names.includes('manifest.json')).toBe(type === 'docker');
  });
});
