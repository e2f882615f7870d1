import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BuildError } from '../../src/build/build-error.ts';
import {
  type BuildContext,
  contextEntries,
  type DockerfileSource,
  openContext,
} from '../../src/build/context/build-context.ts';
import type { ContextEntry } from '../../src/build/context/context-entry.ts';
import { withoutIgnoreFiles } from '../../src/build/context/without-ignore-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { packAndUnpack } from './unpack.ts';

const DOCKERFILE = 'FROM scratch\n';

function entries(context: BuildContext): readonly ContextEntry[] {
  return [...contextEntries(context, () => {})];
}

function names(folder: string, dockerfile?: DockerfileSource): readonly string[] {
  return entries(openContext(folder, dockerfile)).map(({ name }) => name);
}

describe('contextEntries', () => {
  it('lists directories before what is in them, by the bytes of the names', () => {
    const folder = temporaryFolder({
      Dockerfile: DOCKERFILE,
      'a/x': '',
      'a.b': '',
      a1: '',
      Z: '',
      é: '',
      ﬀ: '',
      '😀': '',
    });
    const found = names(folder).map((name) => Buffer.from(name, 'latin1').toString());
    expect(found).toEqual(['Dockerfile', 'Z', 'a/', 'a/x', 'a.b', 'a1', 'é', 'ﬀ', '😀']);
  });

  it('describes files, links, pipes and empty directories, and follows no link', () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE, 'd/f': 'abc' });
    chmodSync(join(folder, 'd/f'), 0o4711);
    utimesSync(join(folder, 'd/f'), 1_500_000_000.9, 1_500_000_000.9);
    symlinkSync('d', join(folder, 'to-directory'));
    symlinkSync('/no/where', join(folder, 'to-nothing'));
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')]);
    mkdirSync(join(folder, 'empty'));
    const found = entries(openContext(folder, undefined)).slice(1);
    expect(found.map(({ name, type, target, size }) => [name, type, target, size])).toEqual([
      ['d/', 'directory', '', 0],
      ['d/f', 'file', '', 3],
      ['empty/', 'directory', '', 0],
      ['pipe', 'fifo', '', 0],
      ['to-directory', 'symbolic-link', 'd', 0],
      ['to-nothing', 'symbolic-link', '/no/where', 0],
    ]);
    expect(found[1]).toMatchObject({ mode: 0o4711, modified: 1_500_000_000 });
  });

  it('rounds times before 1970 down', () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE });
    utimesSync(join(folder, 'Dockerfile'), new Date(-500), new Date(-500));
    expect(entries(openContext(folder, undefined))[0]?.modified).toBe(-1);
  });

  it('sends the first name of a file with several, and links for the others', () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE, '.dockerignore': 'a', a: 'x' });
    for (const name of ['b', 'c']) linkSync(join(folder, 'a'), join(folder, name));
    const found = entries(openContext(folder, undefined)).slice(2);
    expect(found.map(({ name, type, target }) => [name, type, target])).toEqual([
      ['b', 'file', ''],
      ['c', 'hard-link', 'b'],
    ]);
  });

  it('keeps the bytes of names that are not UTF-8', async () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE });
    const directory = Buffer.concat([Buffer.from(`${folder}/d`), Buffer.of(0xff)]);
    mkdirSync(directory);
    writeFileSync(Buffer.concat([directory, Buffer.from('/f'), Buffer.of(0xfe)]), 'content');
    const found = entries(openContext(folder, undefined));
    expect(found.map(({ name }) => name)).toEqual(['Dockerfile', 'd\xff/', 'd\xff/f\xfe']);
    expect((await packAndUnpack(found))[2]?.content).toBe('content');
  });

  it('leaves sockets out and tells their names', async () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE });
    const server = createServer().listen(join(folder, 'socket'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const sockets: string[] = [];
    const found = [...contextEntries(openContext(folder, undefined), (path) => sockets.push(path))];
    expect(found.map(({ name }) => name)).toEqual(['Dockerfile']);
    expect(sockets).toEqual(['socket']);
  });

  it('finds its way through a deep tree', () => {
    const folder = temporaryFolder({ Dockerfile: DOCKERFILE, [`${'d/'.repeat(1500)}f`]: 'x' });
    expect(names(folder)).toHaveLength(1502);
  });
});

describe('openContext with an ignore file', () => {
  const files = { Dockerfile: DOCKERFILE, 'a.txt': '', 'b.md': '', 'sub/a.txt': '', 'sub/deep/c.go': '' };

  it('leaves out what it names, but never itself nor the Dockerfile', () => {
    const folder = temporaryFolder({ ...files, '.dockerignore': '*\n' });
    expect(names(folder)).toEqual(['.dockerignore', 'Dockerfile']);
  });

  it('takes in exceptions below an ignored directory, without that directory', () => {
    const folder = temporaryFolder({ ...files, '.dockerignore': 'sub\n!sub/deep/c.go\n*.md' });
    expect(names(folder)).toEqual(['.dockerignore', 'Dockerfile', 'a.txt', 'sub/deep/c.go']);
  });

  it('prefers the one that belongs to the Dockerfile', () => {
    const folder = temporaryFolder({
      ...files,
      'ci/Df': DOCKERFILE,
      'ci/Df.dockerignore': 'sub',
      '.dockerignore': '*',
    });
    expect(names(folder, join(folder, 'ci/Df'))).toEqual([
      '.dockerignore',
      'Dockerfile',
      'a.txt',
      'b.md',
      'ci/',
      'ci/Df',
      'ci/Df.dockerignore',
    ]);
  });

  it('names the file and line of a bad pattern', () => {
    const folder = temporaryFolder({ ...files, '.dockerignore': 'ok\n[' });
    expect(() => openContext(folder, undefined)).toThrow(
      expect.objectContaining({
        code: 'IGNORE_PATTERN',
        message: expect.stringContaining('/.dockerignore:2: '),
      }),
    );
  });

  it('says that the ignore file itself cannot be read', () => {
    const folder = temporaryFolder({ ...files, '.dockerignore/x': '' });
    const message = `cannot read the ignore file ${folder}/.dockerignore: it is a directory`;
    expect(() => openContext(folder, undefined)).toThrow(
      expect.objectContaining({ code: 'CONTEXT_FILE_UNREADABLE', message }),
    );
  });

  it('is not troubled by a Dockerfile with a name to which nothing can be added', () => {
    const name = 'D'.repeat(250);
    const folder = temporaryFolder({ [name]: DOCKERFILE });
    expect(openContext(folder, join(folder, name)).dockerfileName).toBe(name);
  });

  it('takes a link that leads nowhere for none', () => {
    const folder = temporaryFolder(files);
    symlinkSync('nowhere', join(folder, '.dockerignore'));
    expect(names(folder)).toContain('a.txt');
  });
});

describe('openContext and the Dockerfile', () => {
  it('takes Dockerfile, and dockerfile only where there is no other', () => {
    const folder = temporaryFolder({ dockerfile: 'FROM a\n' });
    expect(openContext(folder, undefined).dockerfileName).toBe('dockerfile');
    writeFileSync(join(folder, 'Dockerfile'), 'FROM b\n');
    expect(openContext(folder, undefined).dockerfileName).toBe('Dockerfile');
    expect(openContext(folder, '').dockerfileName).toBe('Dockerfile');
  });

  it('follows a link to the name it has in the context', () => {
    const folder = temporaryFolder({ 'sub/real': DOCKERFILE });
    symlinkSync('sub/real', join(folder, 'link'));
    expect(openContext(folder, join(folder, 'link')).dockerfileName).toBe('sub/real');
  });

  it('works where the context is named through a link', () => {
    const folder = temporaryFolder({ 'real/Dockerfile': DOCKERFILE });
    symlinkSync('real', join(folder, 'link'));
    expect(names(join(folder, 'link'), join(folder, 'link/Dockerfile'))).toEqual(['Dockerfile']);
  });

  it.each([
    ['outside of the context', (folder: string) => join(folder, 'outside')],
    ['that is given as bytes', (folder: string) => ({ content: readFileSync(join(folder, 'outside')) })],
    ['behind a link that leads out', (folder: string) => join(folder, 'context/link')],
  ])('sends one %s under a name of its own and hides it', async (_, source) => {
    const folder = temporaryFolder({ outside: 'FROM scratch\n# outside\n', 'context/x': '' });
    symlinkSync('../outside', join(folder, 'context/link'));
    const context = openContext(join(folder, 'context'), source(folder));
    expect(context.dockerfileName).toMatch(/^\.dockerfile\.[0-9a-f]{20}$/);
    const unpacked = await packAndUnpack(contextEntries(context, () => {}));
    const content = Object.fromEntries(unpacked.map(({ header, content }) => [header.name, content]));
    expect(content[context.dockerfileName]).toBe('FROM scratch\n# outside\n');
    expect(content['.dockerignore']).toBe(`.dockerignore\n${context.dockerfileName}\n`);
  });

  it('adds the hidden name to the ignore file that is there', async () => {
    const folder = temporaryFolder({ 'context/.dockerignore': 'x', 'context/x': '', 'context/y': '' });
    const context = openContext(join(folder, 'context'), { content: Buffer.from(DOCKERFILE) });
    const unpacked = await packAndUnpack(contextEntries(context, () => {}));
    expect(unpacked.map(({ header }) => header.name)).toEqual(['.dockerignore', 'y', context.dockerfileName]);
    expect(unpacked[0]?.content).toBe(`x\n${context.dockerfileName}\n`);
  });

  it.each([
    ['a missing one', 'nowhere'],
    ['a directory', 'sub'],
    ['a link that leads nowhere', 'dangling'],
  ])('names %s', (_, name) => {
    const folder = temporaryFolder({ 'sub/x': '' });
    symlinkSync('gone', join(folder, 'dangling'));
    expect(() => openContext(folder, join(folder, name))).toThrow(
      expect.objectContaining({
        code: 'DOCKERFILE_NOT_FOUND',
        message: expect.stringContaining(join(folder, name)),
      }),
    );
  });

  it('names a context that is missing or no directory', () => {
    const folder = temporaryFolder({ file: '' });
    for (const name of ['nowhere', 'file']) {
      const open = () => openContext(join(folder, name), undefined);
      expect(open).toThrow(BuildError);
      expect(open).toThrow(expect.objectContaining({ code: 'CONTEXT_NOT_FOUND' }));
    }
  });
});

describe('withoutIgnoreFiles', () => {
  it('leaves out the ignore files that the daemon would apply again', () => {
    const ignoreFiles = [
      '.dockerignore',
      '.containerignore',
      'Dockerfile.dockerignore',
      'Dockerfile.containerignore',
    ];
    const folder = temporaryFolder({
      Dockerfile: DOCKERFILE,
      'sub/.dockerignore': '',
      ...Object.fromEntries(ignoreFiles.map((name) => [name, ''])),
    });
    const found = entries(withoutIgnoreFiles(openContext(folder, undefined)));
    expect(found.map(({ name }) => name)).toEqual(['Dockerfile', 'sub/', 'sub/.dockerignore']);
  });

  it('hides the Dockerfile that the ignore file names', async () => {
    const folder = temporaryFolder({ '.dockerignore': '*', 'D[1]': DOCKERFILE });
    const context = withoutIgnoreFiles(openContext(folder, join(folder, 'D[1]')));
    const unpacked = await packAndUnpack(contextEntries(context, () => {}));
    expect(unpacked.map(({ header }) => header.name)).toEqual(['D[1]', '.dockerignore']);
    expect(unpacked[1]?.content).toBe('.dockerignore\nD\\[1\\]\n');
  });

  it('hides just the Dockerfile that was added', async () => {
    const folder = temporaryFolder({ '.dockerignore': '*\n!x', x: '' });
    const context = withoutIgnoreFiles(openContext(folder, { content: Buffer.from(DOCKERFILE) }));
    const unpacked = await packAndUnpack(contextEntries(context, () => {}));
    expect(unpacked.map(({ header }) => header.name)).toEqual(['x', context.dockerfileName, '.dockerignore']);
    expect(unpacked[2]?.content).toBe(`.dockerignore\n${context.dockerfileName}\n`);
  });
});
