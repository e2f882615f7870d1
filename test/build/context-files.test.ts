import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainPath, listContext, packContext } from '../../src/build/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { unpack } from './unpack.ts';

const FILES = {
  Dockerfile: 'FROM scratch\n',
  'a/keep.txt': 'keep',
  'a/drop.log': 'log',
  'ü.txt': 'u',
  '.dockerignore': '**/*.log\na\n!a/keep.txt\n',
};

describe('a directory', () => {
  it('is listed as a builder gets it', () => {
    expect(listContext(temporaryFolder(FILES))).toEqual([
      { path: '.dockerignore', type: 'file', size: 23 },
      { path: 'Dockerfile', type: 'file', size: 13 },
      { path: 'a', type: 'directory', size: 0 },
      { path: 'a/keep.txt', type: 'file', size: 4 },
      { path: 'ü.txt', type: 'file', size: 1 },
    ]);
  });

  it('is listed by the ignore file beside the Dockerfile that is meant', () => {
    const folder = temporaryFolder({
      ...FILES,
      'b.Dockerfile': 'FROM a\n',
      'b.Dockerfile.dockerignore': '*\n',
    });
    const paths = listContext(folder, { dockerfile: join(folder, 'b.Dockerfile') }).map(({ path }) => path);
    expect(paths).toEqual(['.dockerignore', 'b.Dockerfile']);
  });

  it('is explained by the lines that decide', () => {
    const folder = temporaryFolder(FILES);
    const { isSent, patterns } = explainPath(folder, 'a/keep.txt');
    expect([isSent, patterns.map(({ place }) => place)]).toEqual([
      true,
      [`${folder}/.dockerignore:2`, `${folder}/.dockerignore:3`],
    ]);
    expect(explainPath(folder, 'a/drop.log').isSent).toBe(false);
    expect(explainPath(folder, 'new.txt')).toMatchObject({ isSent: true, patterns: [] });
  });

  it.each(['./a/drop.log', '/a/drop.log', 'a//b/../drop.log', '../a/drop.log'])(
    'explains the path %s as COPY would take it',
    (path) => {
      const folder = temporaryFolder({ ...FILES, '.dockerignore': 'a/drop.log\n' });
      expect(explainPath(folder, path)).toEqual(explainPath(folder, 'a/drop.log'));
      expect(explainPath(folder, path).isSent).toBe(false);
    },
  );

  it('is itself sent, whatever it ignores', () => {
    const folder = temporaryFolder({ ...FILES, '.dockerignore': '*\n' });
    expect(explainPath(folder, '.')).toMatchObject({ isSent: true, patterns: [] });
  });

  it('is packed with a Dockerfile from elsewhere, under a name of its own', async () => {
    const { stream, dockerfileName } = packContext(temporaryFolder(FILES), {
      dockerfile: { content: Buffer.from('FROM b\n') },
    });
    const unpacked = await unpack(stream);
    const found = unpacked.find(({ header }) => header.name === dockerfileName);
    expect(found?.content).toBe('FROM b\n');
    expect(unpacked.map(({ header }) => header.name)).not.toContain('a/drop.log');
  });

  it('fails as a stream where a file cannot be packed', async () => {
    const folder = temporaryFolder({ ...FILES, large: new Uint8Array(2 ** 22) });
    const read = async (): Promise<void> => {
      for await (const _ of packContext(folder).stream) writeFileSync(join(folder, 'large'), '');
    };
    await expect(read()).rejects.toMatchObject({ code: 'CONTEXT_FILE_CHANGED' });
  });
});
