import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBytePath } from '../../src/build/context/byte-path.ts';
import type { ContextEntry } from '../../src/build/context/context-entry.ts';
import { packEntries } from '../../src/build/context/pack.ts';
import { tarHeader } from '../../src/build/context/tar-header.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { packAndUnpack } from './unpack.ts';

function entry(fields: Partial<ContextEntry>): ContextEntry {
  return {
    name: 'file',
    type: 'file',
    mode: 0o644,
    size: 0,
    modified: 1_600_000_000,
    nanoseconds: 0,
    target: '',
    device: { major: 0, minor: 0 },
    content: undefined,
    ...fields,
  };
}

function fileEntry(path: string, size: number): ContextEntry {
  return entry({ name: toBytePath(path.slice(1)), size, content: { path: toBytePath(path) } });
}

describe('packEntries', () => {
  it('writes what another program reads back', async () => {
    const bytes = Buffer.from('hello\n');
    const [file, directory, link, hardLink, device] = await packAndUnpack([
      entry({ name: 'a/hello.txt', mode: 0o4755, size: bytes.length, content: { bytes } }),
      entry({ name: 'a/', type: 'directory', mode: 0o1777 }),
      entry({ name: 'link', type: 'symbolic-link', target: '../nowhere', mode: 0o777 }),
      entry({ name: 'again', type: 'hard-link', target: 'a/hello.txt' }),
      entry({ name: 'dev', type: 'character-device', device: { major: 511, minor: 70_000 } }),
    ]);
    expect(file?.content).toBe('hello\n');
    expect(file?.header).toMatchObject({
      name: 'a/hello.txt',
      type: 'file',
      mode: 0o4755,
      uid: 0,
      gid: 0,
      uname: '',
      gname: '',
      mtime: new Date(1_600_000_000_000),
    });
    expect(directory?.header).toMatchObject({ name: 'a/', type: 'directory', mode: 0o1777 });
    expect(link?.header).toMatchObject({ type: 'symlink', linkname: '../nowhere' });
    expect(hardLink?.header).toMatchObject({ type: 'link', linkname: 'a/hello.txt', size: 0 });
    expect(device?.header).toMatchObject({ type: 'character-device', devmajor: 511, devminor: 70_000 });
  });

  it.each([0, 1, 511, 512, 513, 262_143, 262_144, 262_145, 700_000])(
    'keeps all %i bytes of a file',
    async (size) => {
      const folder = temporaryFolder({ big: 'ab'.repeat(size).slice(0, size), next: 'next' });
      const unpacked = await packAndUnpack([
        fileEntry(join(folder, 'big'), size),
        fileEntry(join(folder, 'next'), 4),
      ]);
      expect(unpacked.map(({ content }) => content.length)).toEqual([size, 4]);
      expect(unpacked[1]?.content).toBe('next');
    },
  );

  it('hands out chunks of at most 512 KiB, whole blocks in all', () => {
    const folder = temporaryFolder({ big: Buffer.alloc(4_000_000), small: 'x' });
    const entries = [fileEntry(join(folder, 'small'), 1), fileEntry(join(folder, 'big'), 4_000_000)];
    const lengths = [...packEntries(entries)].map((chunk) => chunk.length);
    expect(lengths.length).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(512 * 1024);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    const blocks = 1 + 1 + 1 + Math.ceil(4_000_000 / 512) + 2;
    expect(lengths.reduce((sum, length) => sum + length)).toBe(blocks * 512);
  });

  it('uses the memory of chunks again if it may, but not that of the last four', () => {
    const size = 20_000_000;
    const folder = temporaryFolder({ big: Buffer.from('0123456789abcdef'.repeat(size / 16)) });
    const entries = [fileEntry(join(folder, 'big'), size)];
    const kept = [...packEntries(entries)];
    const lent: Uint8Array[] = [];
    for (const chunk of packEntries(entries, { reuses: true })) {
      lent.push(chunk);
      for (let at = Math.max(0, lent.length - 4); at < lent.length; at++)
        expect(Buffer.compare(lent[at] ?? chunk, kept[at] ?? Buffer.alloc(0))).toBe(0);
    }
    expect(new Set(kept.map(({ buffer }) => buffer)).size).toBe(kept.length);
    expect(new Set(lent.map(({ buffer }) => buffer)).size).toBeLessThan(lent.length / 2);
  });

  it.each([
    ['name', { name: `${'n'.repeat(101)}` }],
    ['name at the limit', { name: 'n'.repeat(100) }],
    ['path that can be split', { name: `${'d'.repeat(155)}/${'n'.repeat(100)}` }],
    ['path that cannot be split', { name: `${'d'.repeat(156)}/${'n'.repeat(99)}` }],
    ['directory with a long name', { name: `${'d'.repeat(120)}/`, type: 'directory' as const }],
    ['name outside ASCII', { name: toBytePath('日本/語.txt') }],
    ['very long path', { name: `${'deep/'.repeat(600)}file` }],
  ])('keeps a %s', async (_, fields) => {
    const [unpacked] = await packAndUnpack([entry(fields)]);
    expect(toBytePath(unpacked?.header.name ?? '')).toBe(fields.name);
  });

  it('keeps link targets that are long or outside ASCII', async () => {
    const targets = ['t'.repeat(101), toBytePath('zïel')];
    const unpacked = await packAndUnpack(targets.map((target) => entry({ type: 'symbolic-link', target })));
    expect(unpacked.map(({ header }) => toBytePath(header.linkname ?? ''))).toEqual(targets);
  });

  it('keeps the bytes of a name that is not UTF-8', () => {
    const header = tarHeader(entry({ name: 'f\xff' }));
    expect(header.slice(512, 523)).toBe('11 path=f\xff\n');
    expect(header.length).toBe(3 * 512);
  });

  it('counts the digits of a record that its own length makes longer', () => {
    const header = tarHeader(entry({ name: `${'x'.repeat(89)}/${'y'.repeat(500)}` }));
    const record = /(\d+) path=[^\n]*\n/.exec(header);
    expect(record?.[0].length).toBe(Number(record?.[1]));
  });

  it('says times before 1970 and sizes over 8 GiB in extended headers', () => {
    expect(tarHeader(entry({ modified: -5 }))).toContain('12 mtime=-5\n');
    expect(tarHeader(entry({ modified: 8 ** 11 }))).toContain('20 mtime=8589934592\n');
    const largest = tarHeader(entry({ size: 8 * 1024 ** 3 - 1 }));
    expect(largest.slice(124, 136)).toBe('77777777777\0');
    const larger = tarHeader(entry({ size: 8 * 1024 ** 3 }));
    expect(larger).toContain('size=8589934592\n');
  });

  it('says a long name in the extended header where there is one anyway', () => {
    const name = `${'d'.repeat(60)}/${'n'.repeat(60)}`;
    expect(tarHeader(entry({ name }))).not.toContain('path=');
    expect(tarHeader(entry({ name, modified: -5 }))).toContain(`12 mtime=-5\n131 path=${name}\n`);
    expect(tarHeader(entry({ name: 'short', modified: -5 }))).not.toContain('path=');
  });

  it('is an archive that tar accepts', () => {
    const folder = temporaryFolder({ [`${'d'.repeat(120)}/${'n'.repeat(120)}`]: 'x', plain: 'y' });
    symlinkSync('plain', join(folder, 'link'));
    linkSync(join(folder, 'plain'), join(folder, 'ü'));
    const archive = Buffer.concat([
      ...packEntries([
        entry({
          name: `${'d'.repeat(120)}/${'n'.repeat(120)}`,
          size: 1,
          content: { bytes: Buffer.from('x') },
        }),
        entry({ name: toBytePath('ü'), type: 'symbolic-link', target: 'x' }),
      ]),
    ]);
    const list = execFileSync('tar', ['--list', '--verbose', '--quoting-style=literal', '--utc'], {
      input: archive,
    });
    expect(list.toString()).toMatch(/^-rw-r--r-- 0\/0 +1 2020-09-13 12:26 d{120}\/n{120}\nl.* ü -> x\n$/);
  });
});

describe('packEntries with files that are not what they were', () => {
  function pack(path: string, size: number): () => void {
    return () => {
      for (const _ of packEntries([fileEntry(path, size)])) {
        // Only whether it throws matters.
      }
    };
  }

  it.each([1, 100, 262_144, 400_000])('names a file of %i bytes that became shorter', (size) => {
    const file = join(temporaryFolder({ log: Buffer.alloc(size) }), 'log');
    truncateSync(file, size - 1);
    expect(pack(file, size)).toThrow(
      expect.objectContaining({
        code: 'CONTEXT_FILE_CHANGED',
        message: expect.stringContaining(`${file} became shorter`),
      }),
    );
  });

  it.each([0, 100, 262_144, 400_000])('names a file of %i bytes that grew', (size) => {
    const file = join(temporaryFolder({ log: Buffer.alloc(size) }), 'log');
    appendFileSync(file, 'more');
    expect(pack(file, size)).toThrow(
      expect.objectContaining({
        code: 'CONTEXT_FILE_CHANGED',
        message: expect.stringContaining(`${file} grew`),
      }),
    );
  });

  it('notices a file that shrinks between two chunks', () => {
    const file = join(temporaryFolder({ log: Buffer.alloc(4_000_000) }), 'log');
    const chunks = packEntries([fileEntry(file, 4_000_000)]);
    chunks.next();
    writeFileSync(file, 'short');
    expect(() => [...chunks]).toThrow('became shorter');
  });

  it('names a file that is gone, and never follows what has become a link', () => {
    const folder = temporaryFolder({ secret: 'secret' });
    symlinkSync('secret', join(folder, 'link'));
    for (const name of ['gone', 'link']) {
      expect(pack(join(folder, name), 6)).toThrow(
        expect.objectContaining({
          code: 'CONTEXT_FILE_CHANGED',
          message: expect.stringContaining(`${join(folder, name)} is gone or was replaced`),
        }),
      );
    }
  });

  it('does not wait at a pipe that has taken the place of a file', () => {
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(pack(pipe, 3)).toThrow(expect.objectContaining({ code: 'CONTEXT_FILE_CHANGED' }));
  });
});
