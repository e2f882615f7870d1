import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { contextWith, dlintBuild } from './dlint-build.ts';
import { onEngines } from './engines.ts';
import { gitServer, repository } from './git-server.ts';
import { askDaemon, ownContainers, temporaryTag } from './real-daemon.ts';
import { RecordingIo } from './recording-io.ts';

vi.setConfig({ testTimeout: 120_000 });

const SHELL = 'FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/busybox\n';

onEngines(['classic', 'tcp'], 'options of the classic builder', ({ host, busybox, traits }) => {
  const classic = ['-H', host, '--builder', 'classic', '--network', 'host', '--lint', 'off'];

  /** Builds, and gives what was printed. */
  async function build(io: RecordingIo, ...argv: readonly string[]): Promise<string> {
    expect([await dlintBuild(io, ...classic, '-t', temporaryTag(host), ...argv), io.err]).toEqual([
      0,
      expect.any(String),
    ]);
    return io.out;
  }

  it('limit what RUN has', async () => {
    const commands = 'ulimit -Sn; ulimit -Hn; busybox df -m /dev/shm; busybox cat /etc/hosts';
    const context = contextWith(busybox, { Dockerfile: `${SHELL}RUN ${commands}\n` });
    const limits = ['--ulimit', 'nofile=123:456', '--shm-size', '32m', '--add-host', 'extra:10.1.2.3'];
    const out = await build(new RecordingIo(context), '--no-cache', ...limits, '.');
    expect(out).toMatch(/^123\n456\n/m);
    expect(out).toMatch(/^shm +32 /m);
    expect(out).toMatch(/^10\.1\.2\.3\s+extra\b/m);
  });

  it('label the image', async () => {
    const tag = temporaryTag(host);
    const io = new RecordingIo(temporaryFolder({ Dockerfile: 'FROM scratch\nLABEL a=1\n' }));
    expect(await dlintBuild(io, ...classic, '--label', 'b=é "2"', '-t', tag, '.')).toBe(0);
    expect(await askDaemon(host, 'GET', `/v1.40/images/${tag}/json`)).toMatchObject({
      Config: { Labels: { a: '1', b: 'é "2"' } },
    });
  });

  if (traits.has('docker')) {
    it('keep or remove the containers of steps', async () => {
      const { label, ids } = ownContainers(host);
      const shell = SHELL.replace('\n', `\n${label}`);
      const context = contextWith(busybox, {
        Dockerfile: `${shell}RUN true\n`,
        Failing: `${shell}RUN false\n`,
      });
      await build(new RecordingIo(context), '--no-cache', '.');
      expect(await ids()).toEqual([]);
      expect(
        await dlintBuild(
          new RecordingIo(context),
          ...classic,
          '--no-cache',
          '--force-rm',
          '-f',
          'Failing',
          '.',
        ),
      ).toBe(1);
      expect(await ids()).toEqual([]);
      await build(new RecordingIo(context), '--no-cache', '--rm=false', '.');
      expect(await ids()).not.toEqual([]);
    });
  }

  it.each([
    ['compressed with gzip', (folder: string) => ['--compress', folder], undefined],
    ['as an archive on standard input', () => ['-'], (folder: string) => tar(folder)],
    ['as a compressed archive', () => ['-'], (folder: string) => tar(folder, '-z')],
  ])('take the context %s', async (_, argv, stdin) => {
    const context = contextWith(busybox, {
      Dockerfile: `${SHELL}COPY a /a\nRUN echo "a is $(busybox cat /a)"\n`,
      a: 'there',
    });
    const io = new RecordingIo(context, {}, stdin?.(context));
    expect(await build(io, '--no-cache', ...argv(context))).toContain('a is there');
  });

  it('take a Dockerfile alone, or apart from its context', async () => {
    const dockerfile = 'FROM scratch\nLABEL from=stdin\n';
    await build(new RecordingIo(temporaryFolder(), {}, dockerfile), '-');
    await build(new RecordingIo(temporaryFolder({ a: '' }), {}, `${dockerfile}COPY a /\n`), '-f', '-', '.');
  });

  it('take the context from a git repository and from a web server', async () => {
    const files = { 'web/Dockerfile': 'FROM scratch\nCOPY page /\n', 'web/page': 'hello' };
    const folder = repository(files);
    const environment = { PATH: process.env.PATH, HOME: '/nonexistent' };
    const url = `${await gitServer(dirname(folder))}/${basename(folder)}/.git#main:web`;
    await build(new RecordingIo('/', environment), url);
    const address = await serve(tar(temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: '' })));
    await build(new RecordingIo('/', environment), `${address}/context.tar`);
    const own = new RecordingIo('/', environment, 'FROM scratch\nCOPY a /b\n');
    await build(own, '-f', '-', `${address}/context.tar`);
  });
});

function tar(folder: string, ...options: readonly string[]): Buffer {
  return execFileSync('tar', ['-c', ...options, '-C', folder, '.'], { maxBuffer: 64 * 1024 * 1024 });
}

async function serve(content: Uint8Array): Promise<string> {
  const server = createServer((_, response) => response.end(content));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // A server that listens on TCP has an address with a port, not the path of a socket.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
