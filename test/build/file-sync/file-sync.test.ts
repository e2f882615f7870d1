import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BuildError } from '../../../src/build/build-error.ts';
import { fileSync } from '../../../src/build/file-sync/file-sync.ts';
import { decodePacket, encodePacket, type Packet } from '../../../src/build/file-sync/packet.ts';
import { receiveTree } from '../../../src/build/file-sync/receive-tree.ts';
import { sendTree } from '../../../src/build/file-sync/send-tree.ts';
import { readSyncRequest } from '../../../src/build/file-sync/sync-request.ts';
import { type SyncedDirectory, syncedEntries } from '../../../src/build/file-sync/synced-directory.ts';
import { encodeFrame, readFrames } from '../../../src/build/grpc/framing.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { callEnd, callOfOneGone, clientCall, openPeer } from './client-call.ts';
import { describeTree, link, type Node, type Tree, writeTree } from './tree.ts';

type Metadata = Readonly<Record<string, string | string[]>>;

const METHOD = '/moby.filesync.v1.FileSync/DiffCopy';

async function syncInto(
  folder: string,
  directory: SyncedDirectory,
  metadata: Metadata = {},
): Promise<string> {
  const peer = await openPeer(fileSync(new Map([['context', directory]])));
  const stream = peer.start(METHOD, { 'dir-name': 'context', ...metadata });
  const end = callEnd(stream);
  await receiveTree(clientCall(stream), folder);
  stream.resume().end();
  return end;
}

/** The paths that are sent. */
async function sentPaths(
  content: SyncedDirectory['content'],
  metadata: Metadata = {},
): Promise<readonly string[]> {
  const folder = temporaryFolder();
  expect(await syncInto(folder, { content }, metadata)).toBe('0');
  return describeTree(folder).map((line) => line.split(' | ')[0] ?? '');
}

/** A receiver that answers each packet by hand; gives all packets and the end. */
async function converse(
  directory: SyncedDirectory,
  answer: (packet: Packet) => readonly Packet[],
): Promise<{
  readonly packets: readonly Packet[];
  readonly end: string;
  readonly failures: readonly unknown[];
}> {
  const peer = await openPeer(fileSync(new Map([['context', directory]])));
  const stream = peer.start(METHOD, { 'dir-name': 'context' });
  const end = callEnd(stream);
  const packets: Packet[] = [];
  for await (const message of readFrames(stream)) {
    const packet = decodePacket(message);
    packets.push(packet);
    for (const reply of answer(packet)) stream.write(encodeFrame(encodePacket(reply)));
  }
  stream.end();
  return { packets, end: await end, failures: peer.failures };
}

describe('fileSync', () => {
  it('sends files, directories, links and pipes with their modes and times', async () => {
    const from = temporaryFolder();
    writeTree(from, {
      'a b': { kind: 'file', text: 'one', mode: 0o4751, time: 1_600_000_000.123456 },
      a: {
        kind: 'directory',
        mode: 0o1755,
        time: -3.5,
        nodes: { 'ü%': { kind: 'file', text: '' }, link: { kind: 'link', target: '../nowhere' } },
      },
      pipe: { kind: 'fifo' },
      z: { kind: 'directory', nodes: {}, mode: 0o500 },
    });
    link(from, 'a b', 'second');
    link(from, 'a/link', 'z-link');
    const to = temporaryFolder();
    expect(await syncInto(to, { content: from })).toBe('0');
    const asReceived = describeTree(from).map((line) => line.replace(/(z-link .*)= a\/link/, '$1'));
    expect(describeTree(to)).toEqual(asReceived);
  });

  it('gives names that are not UTF-8 as they are', async () => {
    const from = temporaryFolder();
    writeFileSync(Buffer.from(`${from}/\xff\xfe`, 'latin1'), 'x');
    expect(await sentPaths(from)).toEqual(['\xff\xfe']);
  });

  it('says which name is no text, if a receiver leaves that takes only text', async () => {
    const from = temporaryFolder();
    writeFileSync(Buffer.from(`${from}/\xff`, 'latin1'), 'x');
    const peer = await openPeer(fileSync(new Map([['context', { content: from }]])));
    const stream = peer.start(METHOD, { 'dir-name': 'context' });
    stream.on('error', () => {});
    await new Promise((resolve) => stream.once('data', resolve));
    stream.destroy(new Error('string field contains invalid UTF-8'));
    await expect.poll(() => peer.failures).toMatchObject([{ code: 'CONTEXT_FILE_UNREADABLE' }]);
    expect(String(peer.failures[0])).toContain('\ufffd: its name, or where it links to, is not UTF-8');
  });

  it('sends any tree as it is', async () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b', 'a.b', 'a-b', 'A', 'é', '😀', 'ﬀ', ' ', '*', '[x', '!', '\\', '..a', '\n'),
      fc
        .string({ minLength: 1, maxLength: 5 })
        .filter((text) => !/[/\0\ud800-\udfff]/.test(text) && !/^\.\.?$/.test(text)),
    );
    const mode = fc.constantFrom(0o644, 0o755, 0o600, 0o777, 0o700);
    const time = fc.integer({ min: 0, max: 2 ** 33 });
    const { tree } = fc.letrec<{ tree: Tree; node: Node }>((tie) => ({
      tree: fc.dictionary(name, tie('node'), { maxKeys: 5, noNullPrototype: true }),
      node: fc.oneof(
        { maxDepth: 4 },
        fc.record({ kind: fc.constant('file' as const), text: fc.string({ maxLength: 20 }), mode, time }),
        fc.record({ kind: fc.constant('link' as const), target: name }),
        fc.record({ kind: fc.constant('directory' as const), nodes: tie('tree'), mode, time }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (nodes) => {
        const from = temporaryFolder();
        writeTree(from, nodes);
        const to = temporaryFolder();
        expect(await syncInto(to, { content: from })).toBe('0');
        expect(describeTree(to)).toEqual(describeTree(from));
      }),
      { numRuns: 40 },
    );
  });

  it('sends files of any length', async () => {
    const chunk = 32 * 1024;
    const sizes = [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 5_000_000];
    const from = temporaryFolder(
      Object.fromEntries(sizes.map((size) => [String(size), Buffer.alloc(size, 'x')])),
    );
    const to = temporaryFolder();
    expect(await syncInto(to, { content: from })).toBe('0');
    expect(describeTree(to)).toEqual(describeTree(from));
  });

  it('keeps its packets short', async () => {
    const { packets } = await converse({ content: new Map([['f', Buffer.alloc(100_000)]]) }, requestAll);
    const lengths = packets.map((packet) => (packet.kind === 'data' ? packet.data.length : packet.kind));
    expect(lengths).toEqual(['entry', 'end-of-entries', 32768, 32768, 32768, 1696, 0, 'end']);
  });

  it('leaves sockets out and tells of them', async () => {
    const from = temporaryFolder({ f: '' });
    const server = createServer().listen(join(from, 'socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const sockets: string[] = [];
    const to = temporaryFolder();
    await syncInto(to, { content: from, observer: { onSocket: (path) => sockets.push(path) } });
    expect(sockets).toEqual(['socket']);
    expect(describeTree(to)).toHaveLength(1);
  });

  it('links to the first name that is sent, where the very first is not wanted', async () => {
    const from = temporaryFolder({ 'a/one': 'x' });
    link(from, 'a/one', 'b');
    link(from, 'a/one', 'c');
    const to = temporaryFolder();
    await syncInto(to, { content: from }, { 'exclude-patterns': ['a'] });
    expect(describeTree(to).map((line) => line.replace(/ \|.*\| /, ' '))).toEqual(['b ', 'c = b']);
  });

  it('knows no other directory', async () => {
    const peer = await openPeer(fileSync(new Map()));
    const { status, statusMessage } = await peer.call(METHOD, [], { 'dir-name': 'x' });
    expect([status, statusMessage]).toEqual([5, 'no access allowed to dir "x"']);
    expect(peer.failures).toEqual([]);
  });
});

describe('what is asked for', () => {
  const files = {
    Dockerfile: '',
    '.dockerignore': '',
    'src/a.js': '',
    'src/lib/b.js': '',
    'docs/x.md': '',
    'ü+ %': '',
  };

  it('is what the paths name, with the directories above', async () => {
    const from = temporaryFolder(files);
    const followpaths = ['src/lib', 'Dockerfile', 'nothing'];
    expect(await sentPaths(from, { followpaths })).toEqual(['Dockerfile', 'src', 'src/lib', 'src/lib/b.js']);
    expect(await sentPaths(from, { 'include-patterns': ['**/*.js'] })).toEqual([
      'src',
      'src/a.js',
      'src/lib',
      'src/lib/b.js',
    ]);
    expect(await sentPaths(from, { followpaths: ['.'] })).toHaveLength(9);
  });

  it('is not what is excluded, but for exceptions wherever they match', async () => {
    const from = temporaryFolder(files);
    const patterns = ['**', '!**/b.js', '!Dockerfile'];
    expect(await sentPaths(from, { 'exclude-patterns': patterns })).toEqual([
      'Dockerfile',
      'src',
      'src/lib',
      'src/lib/b.js',
    ]);
  });

  it('may be encoded', async () => {
    const from = temporaryFolder(files);
    const followpaths = ['%C3%BC%2B+%25', 'src%2Fa.js'];
    const metadata = { followpaths, 'followpaths-encoded': '1' };
    const found = (await sentPaths(from, metadata)).map((path) => Buffer.from(path, 'latin1').toString());
    expect(found).toEqual(['src', 'src/a.js', 'ü+ %']);
  });

  it('may be files that no directory holds', async () => {
    const content = new Map([
      ['Dockerfile', Buffer.from('FROM scratch')],
      ['.dockerignore', Buffer.from('x')],
    ]);
    const followpaths = ['Dockerfile', 'Dockerfile.dockerignore', 'dockerfile'];
    expect(await sentPaths(content, { followpaths })).toEqual(['Dockerfile']);
    expect(await sentPaths(content)).toEqual(['.dockerignore', 'Dockerfile']);
  });

  it('names a pattern that cannot be understood', async () => {
    const peer = await openPeer(fileSync(new Map([['context', { content: temporaryFolder() }]])));
    const metadata = { 'dir-name': 'context', 'exclude-patterns': ['a['] };
    const { status, statusMessage } = await peer.call(METHOD, [], metadata);
    expect([status, statusMessage]).toEqual([
      2,
      'the ignore file for "context": syntax error in pattern: "a["',
    ]);
    expect(peer.failures).toMatchObject([{ code: 'IGNORE_PATTERN' }]);
  });
});

describe('a sender whose files change', () => {
  it.each([
    ['grew', (path: string) => appendFileSync(path, 'more')],
    ['became shorter', (path: string) => truncateSync(path, 1)],
    ['is gone or was replaced', (path: string) => rmSync(path)],
  ])('says that one %s', async (what, change) => {
    const from = temporaryFolder({ 'd/f': 'text' });
    const { packets, end, failures } = await converse({ content: from }, (packet) => {
      if (packet.kind === 'end-of-entries') change(join(from, 'd/f'));
      return requestAll(packet, 1);
    });
    const message = `${from}/d/f ${what} while it was sent; build again when nothing writes to it`;
    expect(packets.at(-1)).toEqual({ kind: 'error', text: message });
    expect(end).toBe(`2 ${message}`);
    expect(failures).toEqual([new BuildError('CONTEXT_FILE_CHANGED', message)]);
  });

  it('says that one became shorter in the middle', async () => {
    const from = temporaryFolder({ f: Buffer.alloc(3_000_000) });
    let parts = 0;
    const { packets } = await converse({ content: from }, (packet) => {
      if (packet.kind === 'data' && parts++ === 0) truncateSync(join(from, 'f'), 1000);
      return requestAll(packet, 0);
    });
    expect(packets.at(-1)).toMatchObject({ kind: 'error', text: expect.stringContaining('became shorter') });
  });

  it('goes on without a directory that vanishes while it is walked', () => {
    const from = temporaryFolder({ 'a/f': '', 'b/f': '' });
    const names: string[] = [];
    for (const { name } of syncedEntries({ content: from }, readSyncRequest({ metadata: () => [] }))) {
      names.push(name);
      rmSync(join(from, 'b'), { recursive: true, force: true });
    }
    expect(names).toEqual(['a/', 'a/f']);
  });
});

describe('a receiver that gives up', () => {
  it('ends the call, and is no failure of ours', async () => {
    const content = temporaryFolder({ f: 'x' });
    const { end, failures } = await converse({ content }, (packet) =>
      packet.kind === 'end-of-entries' ? [{ kind: 'error', text: 'disk full' }] : [],
    );
    expect(end).toBe('2 error from receiver: disk full');
    expect(failures).toEqual([]);
  });

  it.each([
    ['asks for what was not sent', { kind: 'request', id: 7 }, '3 invalid file id 7'],
    ['asks for a directory', { kind: 'request', id: 0 }, '3 invalid file id 0'],
    [
      'sends entries itself',
      { kind: 'end-of-entries' },
      '3 the receiver sent a packet of kind end-of-entries',
    ],
  ] as const)('is told so if it %s', async (_, wrong, expected) => {
    const content = temporaryFolder({ 'd/f': 'x' });
    const { end } = await converse({ content }, (packet) =>
      packet.kind === 'end-of-entries' ? [wrong] : [],
    );
    expect(end).toBe(expected);
  });

  it('may leave at any time', async () => {
    const content = temporaryFolder({ f: Buffer.alloc(20_000_000) });
    const peer = await openPeer(fileSync(new Map([['context', { content }]])));
    const stream = peer.start(METHOD, { 'dir-name': 'context' });
    stream.on('error', () => {});
    stream.write(encodeFrame(encodePacket({ kind: 'request', id: 0 })));
    await new Promise((resolve) => stream.once('data', resolve));
    stream.destroy(new Error('cancelled'));
    const { status } = await peer.call(METHOD, [encodePacket({ kind: 'end' })], { 'dir-name': 'context' });
    expect(status).toBe(0);
    expect(peer.failures).toEqual([]);
  });
});

it('names a file that cannot be read', async () => {
  const from = temporaryFolder();
  const peer = await openPeer(fileSync(new Map([['context', { content: join(from, 'gone') }]])));
  const { status, statusMessage } = await peer.call(METHOD, [], { 'dir-name': 'context' });
  expect(status).toBe(2);
  expect(statusMessage).toContain(`cannot read ${from}/gone/: no such file or directory`);
});

it('names it though the receiver is gone', async () => {
  const content = join(temporaryFolder(), 'gone');
  const entries = syncedEntries({ content }, readSyncRequest({ metadata: () => [] }));
  const sent = sendTree(callOfOneGone(encodePacket({ kind: 'request', id: 0 })), entries);
  await expect(sent).rejects.toMatchObject({ code: 'CONTEXT_FILE_UNREADABLE' });
});

/** Asks for a file at the end of the entries, and ends when it is there. */
function requestAll(packet: Packet, id = 0): readonly Packet[] {
  if (packet.kind === 'end-of-entries') return [{ kind: 'request', id }];
  if (packet.kind === 'data' && packet.data.length === 0) return [{ kind: 'end' }];
  return [];
}
