import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSend } from '../../../src/build/file-sync/file-send.ts';
import { OutputDirectory } from '../../../src/build/file-sync/output-directory.ts';
import { encodePacket, type Packet } from '../../../src/build/file-sync/packet.ts';
import { statOf } from '../../../src/build/file-sync/stat.ts';
import { encodeFrame } from '../../../src/build/grpc/framing.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { callEnd, openPeer } from './client-call.ts';
import { converse, directory, entry, exportTo, hardLink, listed, METHOD, symbolicLink } from './sent-tree.ts';

/** An output beside a directory that nothing must happen to. */
function besideOthers(): { readonly out: string; readonly outside: string } {
  const folder = temporaryFolder({ 'outside/f': 'mine' });
  chmodSync(join(folder, 'outside'), 0o711);
  mkdirSync(join(folder, 'out'));
  return { out: join(folder, 'out'), outside: join(folder, 'outside') };
}

function expectUntouched(outside: string): void {
  expect(readdirSync(outside)).toEqual(['f']);
  expect(readFileSync(join(outside, 'f'), 'utf8')).toBe('mine');
  expect(lstatSync(outside).mode & 0o777).toBe(0o711);
  expect(lstatSync(join(outside, 'f')).nlink).toBe(1);
}

/** Puts a link where something was, as another process may do. */
function replaceByLink(path: string, target: string): void {
  renameSync(path, `${path}.moved`);
  symlinkSync(target, path);
}

describe('a link that someone puts into an output while it is written', () => {
  const gone = (path: string): string => `${path} is no directory any more: nothing is written behind it`;

  it('is not followed to a file that begins', async () => {
    const { out, outside } = besideOthers();
    const tree = listed(directory('d/'), entry({ name: 'd/new', text: 'evil' }));
    const end = await converse(out, tree, (packet) => {
      if (packet.kind !== 'request') return [];
      replaceByLink(join(out, 'd'), outside);
      return [{ kind: 'data', id: packet.id, data: Buffer.from('evil') }];
    });
    expect(end).toContain(gone(join(out, 'd')));
    expectUntouched(outside);
  });

  it('is not followed to a file that ends, nor to an entry of another kind', () => {
    const { out, outside } = besideOthers();
    const output = new OutputDirectory(out);
    output.add(directory('d/'));
    const file = output.openFile(entry({ name: 'd/f', text: 'evil' }));
    output.writeFile(file, Buffer.from('evil'));
    replaceByLink(join(out, 'd'), outside);
    expect(() => output.finishFile(file)).toThrow(gone(join(out, 'd')));
    expect(() => output.add(symbolicLink('d/l', 'f'))).toThrow(gone(join(out, 'd')));
    expect(() => output.add(directory('d/e/'))).toThrow(gone(join(out, 'd')));
    output.abandon();
    expectUntouched(outside);
  });

  it('does not give its mode to what it leads to', () => {
    const { out, outside } = besideOthers();
    const output = new OutputDirectory(out);
    output.add(directory('d/'));
    replaceByLink(join(out, 'd'), outside);
    expect(() => output.complete()).toThrow(gone(join(out, 'd')));
    expectUntouched(outside);
  });

  it('gets no second name', () => {
    const { out, outside } = besideOthers();
    const output = new OutputDirectory(out);
    output.add(entry({ name: 'a' }));
    output.add(hardLink('b', 'a'));
    replaceByLink(join(out, 'a'), join(outside, 'f'));
    expect(() => output.complete()).toThrow(`${out}/a is a link now, which is not what was written`);
    expect(readdirSync(out)).toEqual(['a', 'a.moved']);
    expectUntouched(outside);
  });
});

it('gives up an output whose directory is gone', () => {
  const { out } = besideOthers();
  const output = new OutputDirectory(out);
  output.add(directory('d/'));
  output.openFile(entry({ name: 'd/f', text: 'x' }));
  output.openFile(entry({ name: 'g', text: 'x' }));
  replaceByLink(join(out, 'd'), join(out, 'nowhere'));
  output.abandon();
  expect(readdirSync(out)).toEqual(['d', 'd.moved']);
});

it('does not open a pipe that is in the place of a file', async () => {
  const folder = temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'f')]);
  expect(await exportTo(folder, [entry({ name: 'f', text: 'x' })])).toBe('0');
  expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('x');
});

describe('what a daemon may not send', () => {
  const LONG = 'n'.repeat(300);

  it.each([
    ['a name that is too long', entry({ name: LONG }), `/${LONG}: the path is too long`],
    ['a directory with such a name', directory(`${LONG}/`), `/${LONG}/: the path is too long`],
    ['a link with such a name', symbolicLink(LONG, 'x'), `/${LONG}: the path is too long`],
    ['a link that leads to NUL', symbolicLink('l', 'a\0b'), 'cannot write '],
    ['a link that leads nowhere', symbolicLink('l', ''), '/l: no such file or directory'],
    ['a second name of NUL', hardLink('h', 'a\0b'), 'which it did not send before'],
    ['a path without end', entry({ name: 'p/'.repeat(1e6) }), 'a path of 2000000 bytes, which is too long'],
    [
      'a target without end',
      symbolicLink('l', 'p/'.repeat(1e6)),
      'a path of 2000000 bytes, which is too long',
    ],
  ])('%s', async (_, sent, message) => {
    const folder = temporaryFolder();
    const end = await exportTo(folder, [sent]);
    expect(end).toContain(message);
    expect(end.length).toBeLessThan(1000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a name that is too long for a file with content', async () => {
    const folder = temporaryFolder();
    expect(await exportTo(folder, [entry({ name: LONG, text: 'x' })])).toContain('the path is too long');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a file of less than nothing', async () => {
    const folder = temporaryFolder();
    const stat = { ...statOf(entry({ name: 'f' })), size: -1n };
    const end = await converse(folder, [{ kind: 'entry', stat }]);
    expect(end).toBe('2 the daemon sent f with a size of -1 bytes');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<[string, Packet]>([
    ['entries', { kind: 'entry', stat: statOf(entry({ name: 'z' })) }],
    ['ends of entries', { kind: 'end-of-entries' }],
  ])('%s behind the last one', async (_, packet) => {
    const folder = temporaryFolder();
    const end = await converse(folder, [...listed(entry({ name: 'a' })), packet]);
    expect(end).toBe('2 the daemon sent entries behind the last one');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('a file twice', async () => {
    const folder = temporaryFolder();
    const whole = (id: number): readonly Packet[] => [
      { kind: 'data', id, data: Buffer.from('x') },
      { kind: 'data', id, data: Buffer.alloc(0) },
    ];
    const end = await converse(folder, listed(entry({ name: 'f', text: 'x' })), (packet) =>
      packet.kind === 'request' ? [...whole(packet.id), ...whole(packet.id)] : [],
    );
    expect(end).toContain('a part of the file 0, which was not asked for');
    expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('x');
  });

  it.each<[string, Packet]>([
    ['data', { kind: 'data', id: 0, data: Buffer.alloc(65_536) }],
    ['entries', { kind: 'entry', stat: statOf(entry({ name: 'e' })) }],
  ])('%s without end', async (_, packet) => {
    const folder = temporaryFolder();
    const peer = await openPeer(fileSend({ kind: 'directory', destination: folder }));
    const stream = peer.start(METHOD);
    const end = callEnd(stream);
    for (const one of listed(entry({ name: 'f', text: 'abc' }))) stream.write(encodeFrame(encodePacket(one)));
    const send = (): void => {
      while (!stream.destroyed && stream.write(encodeFrame(encodePacket(packet))));
    };
    stream
      .on('drain', send)
      .on('end', () => stream.destroy())
      .resume();
    send();
    expect(await end).toMatch(/^2 the daemon sent/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('anything but a part of an archive', async () => {
    const destination = join(temporaryFolder(), 'out.tar');
    const peer = await openPeer(fileSend({ kind: 'archive', destination }));
    const { status, statusMessage } = await peer.call(METHOD, [Buffer.from('\xff\xff', 'latin1')]);
    expect(`${status} ${statusMessage}`).toBe('2 the daemon sent what is no part of an archive');
    expect(readdirSync(join(destination, '..'))).toEqual([]);
  });
});
