import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { answeringDaemon } from './answering-daemon.ts';
import { daemonWithSessions } from './daemon-with-sessions.ts';
import { onEngines } from './engines.ts';
import { entry, exportTo } from './file-sync/sent-tree.ts';
import { gitServer, repository } from './git-server.ts';
import { temporaryTag } from './real-daemon.ts';
import { describeWithSmallDisks, fill, fullDisk, smallDisk } from './small-disk.ts';

const bin = join(import.meta.dirname, '../../bin/dlint.js');

/** More than a small disk holds, compressed too. */
const LARGE = randomBytes(500_000).toString('hex');

interface Ran {
  readonly exit: number;
  /** The last line of standard error. */
  readonly error: string;
}

interface Settings {
  /** Where temporary files go. */
  readonly temporary?: string;
  readonly stdin?: string;
}

/** Runs the built command in a process of its own. */
async function dlint(argv: readonly string[], { temporary, stdin }: Settings = {}): Promise<Ran> {
  const env = { ...process.env, ...(temporary && { TMPDIR: temporary }) };
  const child = spawn(process.execPath, [bin, ...argv], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  child.stdin.end(stdin);
  const [stderr, [exit]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { exit, error: stderr.trimEnd().split('\n').at(-1) ?? '' };
}

/** What an output at this path fails with. */
function failureAt(path: string): Ran {
  const reason = 'no space left on the device; make room, or choose another destination';
  return { exit: 1, error: `dlint: cannot write ${path}: ${reason}` };
}

/** A daemon with a classic builder that takes whatever comes. */
function classicDaemon(): Promise<string> {
  return answeringDaemon((_, response) => response.end('{"aux":{"ID":"sha256:1"}}'));
}

describeWithSmallDisks('A full disk', () => {
  onEngines(['buildkit', 'socket'], 'as the place of an output', ({ host }) => {
    const build = (...argv: readonly string[]): Promise<Ran> =>
      dlint(['build', '-H', host, '--builder', 'buildkit', '--lint=off', ...argv]);
    const context = (): string =>
      temporaryFolder({ Dockerfile: 'FROM scratch\nCOPY a large /\n', a: 'whole', large: LARGE });

    it('has no part of a file of a directory', async () => {
      const destination = join(smallDisk(), 'out');
      const ran = await build('-o', `type=local,dest=${destination}`, context());
      expect(ran).toEqual(failureAt(join(destination, 'large')));
      // It is the daemon's to choose whether the other file comes first.
      const left = readdirSync(destination);
      expect(left.filter((name) => readFileSync(join(destination, name), 'utf8') !== 'whole')).toEqual([]);
    });

    it.each(['tar', 'docker'])('has no part of an archive (%s)', async (type) => {
      const disk = smallDisk();
      const destination = join(disk, 'out.tar');
      const ran = await build('-t', temporaryTag(host), '-o', `type=${type},dest=${destination}`, context());
      expect(ran).toEqual(failureAt(destination));
      expect(readdirSync(disk)).toEqual([]);
    });

    it('has no empty file for the id of the image', async () => {
      const disk = fullDisk();
      const file = join(disk, 'id');
      const ran = await build('--iidfile', file, '-t', temporaryTag(host), context());
      expect(ran).toEqual(failureAt(file));
      expect(readdirSync(disk)).toEqual(['filling']);
    });
  });

  it('keeps those files of a directory that are whole', async () => {
    const destination = join(smallDisk(), 'out');
    const sent = [entry({ name: 'a', text: 'whole' }), entry({ name: 'large', text: LARGE })];
    expect(await exportTo(destination, sent)).toContain('large: no space left on the device');
    expect(readdirSync(destination)).toEqual(['a']);
    expect(readFileSync(join(destination, 'a'), 'utf8')).toBe('whole');
  });

  it('ends what the daemon sends', async () => {
    const disk = smallDisk();
    let isEnded = false;
    const { host, sessions } = await daemonWithSessions(({ url = '' }, response) => {
      if (!url.includes('/images/get')) {
        response.end(url.endsWith('/info') ? '{}' : '{"aux":{"ID":"sha256:1"}}');
        return;
      }
      // As an image without end.
      const send = (): void => void (response.write(Buffer.alloc(65_536)) && setImmediate(send));
      send();
      response.on('drain', send).on('close', () => {
        isEnded = true;
      });
    });
    const destination = join(disk, 'image.tar');
    const ran = await dlint([
      'build',
      ...['-H', host, '--lint=off', '-o', `type=docker,dest=${destination}`],
      temporaryFolder({ Dockerfile: 'FROM scratch\n' }),
    ]);
    expect(ran).toEqual(failureAt(destination));
    await vi.waitUntil(() => isEnded && sessions.every(({ destroyed }) => destroyed), { timeout: 60_000 });
    expect(readdirSync(disk)).toEqual([]);
  });

  const advice = 'TMPDIR may name another directory for temporary files';

  it('has no room for the Dockerfile of standard input', async () => {
    const disk = fullDisk();
    const { exit, error } = await dlint(['build', '-H', await classicDaemon(), '-'], {
      temporary: disk,
      stdin: 'FROM scratch\n',
    });
    expect(error).toMatch(
      /^dlint: cannot write .+\/dlint-context-\w+\/Dockerfile: no space left on the device; /,
    );
    expect(error).toContain(advice);
    expect(exit).toBe(1);
    expect(readdirSync(disk)).toEqual(['filling']);
  });

  it.each([
    ['git', false, 'No space left on device'],
    ['plain files', true, 'Failure writing output'],
  ])('has no room for a repository, from a server of %s', async (_, isPlain, reason) => {
    const disk = smallDisk();
    const folder = repository({ Dockerfile: 'FROM scratch\n', large: LARGE });
    const url = `${await gitServer(dirname(folder), isPlain)}/${basename(folder)}/.git`;
    const ran = await dlint(['build', '-H', await classicDaemon(), url], { temporary: disk });
    expect(ran.error).toMatch(`dlint: cannot fetch the build context ${url}: `);
    expect(ran.error).toContain(reason);
    expect(ran.error).toContain(`, in ${disk}; ${advice}`);
    expect(ran.exit).toBe(1);
    expect(readdirSync(disk)).toEqual([]);
  });

  const warned = { Dockerfile: 'FROM debian\n', 'baseline.json': '{"version":1,"files":{}}\n' };

  it.each(['sarif', 'html', 'json'])('has no part of a report (%s)', async (format) => {
    const disk = fullDisk();
    const file = join(disk, 'report');
    const ran = await dlint(['lint', '-f', `${format}:${file}`, join(temporaryFolder(warned), 'Dockerfile')]);
    expect(ran).toEqual({ exit: 2, error: `dlint: ${file}: cannot be written: no space left on device` });
    expect(readdirSync(disk)).toEqual(['filling']);
  });

  it('keeps the baseline that is there', async () => {
    const folder = temporaryFolder(warned);
    const disk = smallDisk();
    const file = join(disk, 'baseline.json');
    copyFileSync(join(folder, 'baseline.json'), file);
    fill(disk);
    const argv = ['lint', '--baseline', file, '--update-baseline', join(folder, 'Dockerfile')];
    const ran = await dlint(argv);
    expect(ran).toEqual({ exit: 2, error: `dlint: ${file}: cannot be written: no space left on device` });
    expect(readFileSync(file, 'utf8')).toBe(warned['baseline.json']);
    expect(readdirSync(disk).toSorted()).toEqual(['baseline.json', 'filling']);
  });
});

describe('A directory for temporary files', () => {
  it('is named where it is missing', async () => {
    const temporary = join(temporaryFolder(), 'missing');
    const ran = await dlint(['build', '-H', await classicDaemon(), '-'], {
      temporary,
      stdin: 'FROM scratch\n',
    });
    const message = `cannot write ${temporary}: no such file or directory`;
    expect(ran).toEqual({ exit: 1, error: expect.stringContaining(message) });
  });
});
