import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { fileSend, type ReceivedOutput } from '../../../src/build/file-sync/file-send.ts';
import { encodePacket, type Packet } from '../../../src/build/file-sync/packet.ts';
import { receiveTree } from '../../../src/build/file-sync/receive-tree.ts';
import { encodeFrame } from '../../../src/build/grpc/framing.ts';
import { BytesMessageSchema } from '../../../src/build/proto/filesync_pb.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { callOfOneGone, openPeer } from './client-call.ts';
import { converse, directory, entry, exportTo, hardLink, listed, METHOD, symbolicLink } from './sent-tree.ts';
import { describeTree } from './tree.ts';

describe('a directory as output', () => {
  it('is made, and gets files, directories, links and pipes', async () => {
    const folder = join(temporaryFolder(), 'new/out');
    const end = await exportTo(folder, [
      directory('d/'),
      entry({ name: 'd/f', text: 'abc', mode: 0o4500, nanoseconds: 123_456_000 }),
      hardLink('d/g', 'd/f'),
      symbolicLink('l', '/etc'),
      entry({ name: 'p', type: 'fifo', mode: 0o600 }),
      entry({ name: '\xff' }),
    ]);
    expect(end).toBe('0');
    expect(describeTree(folder)).toEqual([
      'd | 40755 | 1600000000000000 |  |  | ',
      'd/f | 104500 | 1600000000123456 | abc |  | ',
      'd/g | 104500 | 1600000000123456 | abc |  | = d/f',
      'l | 120000 | 1600000000000000 |  | /etc | ',
      'p | 10600 | 1600000000000000 |  |  | ',
      '\xff | 100644 | 1600000000000000 |  |  | ',
    ]);
  });

  it('gets devices, where that is allowed', async () => {
    const folder = temporaryFolder();
    const device = { type: 'character-device', device: { major: 1, minor: 3 } } as const;
    const end = await exportTo(folder, [entry({ name: 'null', mode: 0o666, ...device })]);
    const path = join(folder, 'null');
    const isMade = lstatSync(path, { throwIfNoEntry: false })?.rdev === lstatSync('/dev/null').rdev;
    if (isMade) expect(end).toBe('0');
    else expect(end).toMatch(/cannot make the device null: .+; an archive can hold it \(type=tar\)$/);
  });

  it('has times before 1970', async () => {
    const folder = temporaryFolder();
    const old = { modified: -86_401, nanoseconds: 250_000_000 };
    const entries = { 'd/': directory('d/'), f: entry({ name: 'f', text: 'x' }), l: symbolicLink('l', 'f') };
    await exportTo(
      folder,
      Object.values(entries).map((one) => ({ ...one, ...old })),
    );
    for (const name of Object.keys(entries))
      expect(lstatSync(join(folder, name)).mtime.toISOString()).toBe('1969-12-30T23:59:59.250Z');
  });

  it('keeps what else is there', async () => {
    const folder = temporaryFolder({ 'd/other': 'mine', 'd/f': 'old' });
    expect(await exportTo(folder, [directory('d/'), entry({ name: 'd/f', text: 'new' })])).toBe('0');
    expect(readFileSync(join(folder, 'd/other'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'd/f'), 'utf8')).toBe('new');
  });

  it('may be written again', async () => {
    const folder = temporaryFolder();
    const entries = [
      entry({ name: 'a', text: 'x' }),
      hardLink('b', 'a'),
      symbolicLink('c', 'a'),
      directory('d/'),
    ];
    expect(await exportTo(folder, entries)).toBe('0');
    const first = describeTree(folder);
    expect(await exportTo(folder, entries)).toBe('0');
    expect(describeTree(folder)).toEqual(first);
  });

  it('gets directories that nothing may be written into, and gets them again', async () => {
    const folder = temporaryFolder();
    const closed = { ...directory('d/'), mode: 0o555 };
    for (const text of ['x', 'y']) {
      expect(await exportTo(folder, [closed, entry({ name: 'd/f', text })])).toBe('0');
      expect(statSync(join(folder, 'd')).mode & 0o777).toBe(0o555);
      expect(readFileSync(join(folder, 'd/f'), 'utf8')).toBe(text);
    }
  });

  it('gets more files than are asked for at once', async () => {
    const folder = temporaryFolder();
    const names = Array.from({ length: 2500 }, (_, index) => String(index).padStart(4, '0'));
    expect(
      await exportTo(
        folder,
        names.map((name) => entry({ name, text: name })),
      ),
    ).toBe('0');
    expect(readdirSync(folder)).toEqual(names);
    expect(names.filter((name) => readFileSync(join(folder, name), 'utf8') !== name)).toEqual([]);
  });
});

describe('what a directory as output does not let happen', () => {
  const outside = (folder: string): string => join(folder, '../outside');

  it.each(['../evil', '/tmp/dlint-evil', 'a/../../evil', './a', 'a//b', '..', '.', '', 'a\0b'])(
    'a path that leads elsewhere: %j',
    async (name) => {
      const folder = join(temporaryFolder(), 'out');
      const end = await exportTo(folder, [entry({ name, text: 'evil' })]);
      expect(end).toContain('which is refused: it does not lie within the output');
      expect(readdirSync(join(folder, '..'))).toEqual(['out']);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each([
    [
      'behind a link',
      [symbolicLink('l', '..'), entry({ name: 'l/evil', text: 'x' })],
      'its directory did not come before',
    ],
    [
      'behind a file',
      [entry({ name: 'f' }), entry({ name: 'f/evil', text: 'x' })],
      'its directory did not come before',
    ],
    ['without its directory', [entry({ name: 'd/evil', text: 'x' })], 'its directory did not come before'],
    ['twice', [directory('d/'), entry({ name: 'd/f' }), symbolicLink('d', '..')], 'it is out of order'],
    ['out of order', [entry({ name: 'b' }), entry({ name: 'a' })], 'it is out of order'],
    [
      'in a directory that was left',
      [directory('a/'), directory('b/'), entry({ name: 'a/f' })],
      'its directory did not come before',
    ],
  ])('an entry %s', async (_, entries, reason) => {
    const folder = join(temporaryFolder(), 'out');
    expect(await exportTo(folder, entries)).toContain(`which is refused: ${reason}`);
    expect(readdirSync(join(folder, '..'))).toEqual(['out']);
  });

  it('writing through links that are there', async () => {
    const folder = join(temporaryFolder({ 'outside/f': 'mine' }), 'out');
    mkdirSync(folder);
    symlinkSync('../outside', join(folder, 'd'));
    symlinkSync('../outside/f', join(folder, 'f'));
    const end = await exportTo(folder, [
      directory('d/'),
      entry({ name: 'd/f', text: 'x' }),
      entry({ name: 'f', text: 'y' }),
    ]);
    expect(end).toBe('0');
    expect(readFileSync(join(outside(folder), 'f'), 'utf8')).toBe('mine');
    expect(lstatSync(join(folder, 'd')).isDirectory()).toBe(true);
    expect(readFileSync(join(folder, 'f'), 'utf8')).toBe('y');
  });

  it('changing a file that has another name elsewhere', async () => {
    const folder = join(temporaryFolder({ 'outside/f': 'mine' }), 'out');
    mkdirSync(folder);
    linkSync(join(outside(folder), 'f'), join(folder, 'f'));
    expect(await exportTo(folder, [entry({ name: 'f', text: 'new' })])).toBe('0');
    expect(readFileSync(join(outside(folder), 'f'), 'utf8')).toBe('mine');
  });

  it.each(['../outside/f', '/etc/passwd', 'l', 'd', 'nothing', 'z'])(
    'a second name for %s',
    async (target) => {
      const folder = join(temporaryFolder({ 'outside/f': 'mine' }), 'out');
      const end = await exportTo(folder, [
        directory('d/'),
        symbolicLink('l', '../outside/f'),
        hardLink('x', target),
      ]);
      expect(end).toContain(`the daemon sent x as a link to ${target}, which it did not send before`);
      expect(existsSync(join(folder, 'x'))).toBe(false);
    },
  );

  it('removing a directory that holds something', async () => {
    const folder = temporaryFolder({ 'd/mine': 'x' });
    const end = await exportTo(folder, [entry({ name: 'd', text: 'evil' })]);
    expect(end).toContain(`cannot write ${folder}/d: a directory that is not empty is in its place`);
    expect(describeTree(folder)).toHaveLength(2);
  });

  it.each([
    ['too much', 'abcd', 'the daemon sent 4 bytes of f, which should have 3'],
    ['too little', 'ab', 'the daemon sent 2 bytes of f, which should have 3'],
  ])('a file with %s in it', async (_, text, message) => {
    const folder = temporaryFolder();
    const end = await converse(folder, listed(entry({ name: 'f', text: 'abc' })), (packet) =>
      packet.kind === 'request'
        ? [
            { kind: 'data', id: 0, data: Buffer.from(text) },
            { kind: 'data', id: 0, data: Buffer.alloc(0) },
          ]
        : [],
    );
    expect(end).toBe(`2 ${message}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<[string, readonly Packet[], string]>([
    ['data nobody asked for', [{ kind: 'data', id: 3, data: Buffer.from('x') }], 'a part of the file 3'],
    ['a request', [{ kind: 'request', id: 0 }], 'a packet of kind request'],
    ['an early end', [{ kind: 'end' }], 'a packet of kind end'],
    ['an error', [{ kind: 'error', text: 'lost' }], 'error from sender: lost'],
  ])('taking %s for a whole tree', async (_, packets, message) => {
    expect(await converse(temporaryFolder(), packets)).toContain(message);
  });
});

it('removes a part of a file when the daemon leaves', async () => {
  const folder = temporaryFolder();
  const peer = await openPeer(fileSend({ kind: 'directory', destination: folder }));
  const stream = peer.start(METHOD);
  stream.on('error', () => {});
  for (const packet of listed(entry({ name: 'f', text: 'abc' })))
    stream.write(encodeFrame(encodePacket(packet)));
  await new Promise((resolve) => stream.once('data', resolve));
  stream.write(encodeFrame(encodePacket({ kind: 'data', id: 0, data: Buffer.from('a') })));
  await expect.poll(() => readdirSync(folder)).toEqual([expect.stringMatching(/^\.dlint-/)]);
  stream.destroy(new Error('cancelled'));
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  expect(peer.failures).toEqual([]);
});

it('says what is wrong with a tree though its sender is gone', async () => {
  const [packet] = listed(entry({ name: '../evil' }));
  if (packet === undefined) return expect.fail('nothing is listed');
  const received = receiveTree(callOfOneGone(encodePacket(packet)), temporaryFolder());
  await expect(received).rejects.toMatchObject({ code: 'DAEMON_ERROR' });
});

it('names a directory that cannot be written', async () => {
  const folder = temporaryFolder({ file: '' });
  const end = await exportTo(join(folder, 'file/out'), [entry({ name: 'f' })]);
  expect(end).toContain(`cannot write ${folder}/file/out: not a directory`);
});

describe('an archive as output', () => {
  async function sendParts(
    destination: ReceivedOutput['destination'],
    parts: readonly string[],
  ): Promise<string> {
    const peer = await openPeer(fileSend({ kind: 'archive', destination }));
    const messages = parts.map((data) =>
      toBinary(BytesMessageSchema, create(BytesMessageSchema, { data: Buffer.from(data) })),
    );
    const { status, statusMessage } = await peer.call(METHOD, messages);
    return `${status} ${statusMessage}`.trim();
  }

  it('is written to a file, which is replaced when it is whole', async () => {
    const folder = temporaryFolder({ 'real.tar': 'old' });
    symlinkSync('real.tar', join(folder, 'link.tar'));
    const destination = join(folder, 'link.tar');
    expect(await sendParts(destination, ['ab', '', 'c'])).toBe('0');
    expect(readFileSync(join(folder, 'real.tar'), 'utf8')).toBe('abc');
    expect(readdirSync(folder)).toEqual(['link.tar', 'real.tar']);
  });

  it('is allowed what the file was that it replaces, whatever the umask', async () => {
    const destination = join(temporaryFolder({ 'out.tar': 'old' }), 'out.tar');
    chmodSync(destination, 0o666);
    expect(await sendParts(destination, ['x'])).toBe('0');
    expect(readFileSync(destination, 'utf8')).toBe('x');
    expect(statSync(destination).mode & 0o777).toBe(0o666);
  });

  it('is written to a stream, which stays open', async () => {
    const destination = new PassThrough();
    expect(await sendParts(destination, ['ab', 'c'])).toBe('0');
    expect(destination.read()?.toString()).toBe('abc');
    expect(destination.writable).toBe(true);
  });

  it('is written to a device', async () => {
    expect(await sendParts('/dev/null', ['x'])).toBe('0');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['', 'it is a directory; name a file'],
    ['no/file.tar', 'no such file or directory'],
  ])('is refused at "%s"', async (name, reason) => {
    const destination = join(temporaryFolder(), name);
    expect(await sendParts(destination, ['x'])).toContain(`cannot write ${destination}: ${reason}`);
  });

  it('says that the disk is full', async () => {
    const end = await sendParts('/dev/full', ['x'.repeat(100_000)]);
    expect(end).toContain('cannot write /dev/full: no space left on the device');
  });

  it('leaves what was there when the daemon leaves', async () => {
    const folder = temporaryFolder();
    const destination = join(folder, 'out.tar');
    writeFileSync(destination, 'old');
    const peer = await openPeer(fileSend({ kind: 'archive', destination }));
    const stream = peer.start(METHOD);
    stream.on('error', () => {});
    const message = toBinary(BytesMessageSchema, create(BytesMessageSchema, { data: Buffer.from('part') }));
    stream.write(encodeFrame(message));
    await expect.poll(() => readdirSync(folder)).toHaveLength(2);
    stream.destroy(new Error('cancelled'));
    await expect.poll(() => readdirSync(folder)).toEqual(['out.tar']);
    expect(readFileSync(destination, 'utf8')).toBe('old');
    expect(peer.failures).toEqual([]);
  });
});
