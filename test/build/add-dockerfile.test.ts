import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDockerfile } from '../../src/build/context/add-dockerfile.ts';
import { toBytePath } from '../../src/build/context/byte-path.ts';
import type { ContextEntry } from '../../src/build/context/context-entry.ts';
import { packEntries } from '../../src/build/context/pack.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { unpack } from './unpack.ts';

const DOCKERFILE = Buffer.from('FROM scratch\n');

function file(name: string, content: string | Uint8Array): ContextEntry {
  const bytes = Buffer.from(content);
  return {
    name: toBytePath(name),
    type: 'file',
    mode: 0o640,
    size: bytes.length,
    modified: 1_600_000_000,
    nanoseconds: 0,
    target: '',
    device: { major: 0, minor: 0 },
    content: { bytes },
  };
}

function tar(...files: readonly ContextEntry[]): Buffer {
  return Buffer.concat([...packEntries(files)]);
}

/** The names and contents of what comes out, with the bytes handed over in pieces of a size. */
async function added(archive: Uint8Array, size = 700) {
  const chunks = Array.from({ length: Math.ceil(archive.length / size) }, (_, at) =>
    archive.subarray(at * size, (at + 1) * size),
  );
  const result = await buffer(addDockerfile(Readable.from(chunks), '.dockerfile.x', DOCKERFILE));
  const unpacked = await unpack(Readable.from([result]));
  return unpacked.map(({ header, content }) => [header.name, content]);
}

describe('addDockerfile', () => {
  it('puts the Dockerfile behind what is there, and keeps it away from COPY', async () => {
    expect(await added(tar(file('Dockerfile', 'FROM other'), file('a', 'x')))).toEqual([
      ['Dockerfile', 'FROM other'],
      ['a', 'x'],
      ['.dockerfile.x', 'FROM scratch\n'],
      ['.dockerignore', '.dockerignore\n.dockerfile.x\n'],
    ]);
  });

  it.each(['.dockerignore', './.dockerignore'])('adds to the ignore file %s', async (name) => {
    const ignored = `*.log\n${'#'.repeat(600)}`;
    expect(await added(tar(file(name, ignored), file('d/.dockerignore', 'own'), file('z', 'z')))).toEqual([
      ['d/.dockerignore', 'own'],
      ['z', 'z'],
      ['.dockerfile.x', 'FROM scratch\n'],
      ['.dockerignore', `${ignored}\n.dockerfile.x\n`],
    ]);
  });

  it('passes every member on, whatever its name and size and wherever the chunks end', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 300, unit: 'grapheme' })
      .map((text) => `f${text.replace(/[\0/]/g, '-')}`);
    const member = fc.tuple(name, fc.uint8Array({ maxLength: 2000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(member), fc.integer({ min: 1, max: 5000 }), async (members, size) => {
        const files = members.map(([path, bytes]) => file(path, bytes));
        const expected = (await unpack(Readable.from([tar(...files)]))).map(({ header, content }) => [
          header.name,
          content,
        ]);
        expect((await added(tar(...files), size)).slice(0, -2)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it.each([['gnu'], ['pax'], ['ustar']])('reads what another program writes (%s)', async (format) => {
    const long = `${'long/'.repeat(format === 'ustar' ? 20 : 40)}name`;
    const folder = temporaryFolder({ [long]: 'content', '.dockerignore': 'x\n' });
    execFileSync('tar', [
      '-c',
      `--format=${format}`,
      '-f',
      join(folder, 'a.tar'),
      '-C',
      folder,
      '.dockerignore',
      long,
    ]);
    const archive = execFileSync('cat', [join(folder, 'a.tar')]);
    expect(await added(archive)).toEqual([
      [long, 'content'],
      ['.dockerfile.x', 'FROM scratch\n'],
      ['.dockerignore', 'x\n\n.dockerfile.x\n'],
    ]);
  });

  it('refuses what ends too early or is no archive', async () => {
    const archive = tar(file('a', 'x'.repeat(2000)));
    for (const broken of [archive.subarray(0, 1000), archive.subarray(0, 700), Buffer.alloc(600, 'x')])
      await expect(added(broken)).rejects.toMatchObject({ code: 'CONTEXT_UNUSABLE' });
  });
});
