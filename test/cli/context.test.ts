import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openContext } from '../../src/build/context/build-context.ts';
import { Selection } from '../../src/build/context/selection.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from './run.ts';

const IGNORED = '*.log\n!keep.log\nbuild\n*\n!src\nsrc/gen\n!**/*.go\n';

const FILES = {
  Dockerfile: 'FROM scratch\n',
  '.dockerignore': IGNORED,
  'a.log': 'a'.repeat(2500),
  'keep.log': 'k',
  'build/big': 'b'.repeat(5000),
  'build/deep/main.go': 'go',
  'src/app': 'app',
  'src/gen/out': 'o',
};

async function context(cwd: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { exit, stdout, stderr } = await run(['context', ...argv], { cwd });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

describe('dlint context', () => {
  it('lists what BuildKit can have, largest first, and how much it is', async () => {
    expect(await context(temporaryFolder(FILES))).toEqual([
      '      46B  .dockerignore',
      '      13B  Dockerfile',
      '       3B  src/app',
      '       2B  build/deep/main.go',
      '4 files, 3 directories, 64B',
    ]);
  });

  it('lists what the classic builder is sent', async () => {
    expect(await context(temporaryFolder(FILES), '--builder', 'classic')).toEqual([
      '      46B  .dockerignore',
      '      13B  Dockerfile',
      '       3B  src/app',
      '3 files, 1 directory, 62B',
    ]);
  });

  it('lists what is left out, and by which line', async () => {
    expect(await context(temporaryFolder(FILES), '--excluded')).toEqual([
      '      5kB  build/big    .dockerignore:3 (build)',
      '    2.5kB  a.log        .dockerignore:1 (*.log)',
      '       1B  keep.log     .dockerignore:4 (*)',
      '       1B  src/gen/out  .dockerignore:6 (src/gen)',
      '4 files, 7.502kB',
    ]);
  });

  it('leaves directories out as a whole where nothing in them is looked for', async () => {
    const lines = await context(temporaryFolder(FILES), '--excluded', '--builder', 'classic');
    expect(lines[0]).toBe('  5.002kB  build/    .dockerignore:3 (build)');
    expect(lines.at(-1)).toBe('5 files, 7.504kB');
  });

  it('lists however much is left out', async () => {
    const folder = temporaryFolder({ '.dockerignore': '*.x\n', '0.x': '', '1.x': '', '2.x': '' });
    // Links are made faster than files, but a file has no more than 65,000 of them.
    for (let at = 3; at < 150_000; at++) linkSync(join(folder, `${at % 3}.x`), join(folder, `${at}.x`));
    expect((await context(folder, '--excluded')).at(-1)).toBe('150000 files, 0B');
  });

  it('says why a file is there, or is not', async () => {
    const files = ['src/app', 'src/gen/out', 'build/deep/main.go', 'Dockerfile', 'nowhere', 'src/app/x'];
    expect(await context(temporaryFolder(FILES), ...files.flatMap((file) => ['--why', file]))).toEqual([
      'src/app: sent, as .dockerignore:5 (!src) takes it in again',
      'src/gen/out: left out by .dockerignore:6 (src/gen)',
      'build/deep/main.go: sent, as .dockerignore:7 (!**/*.go) takes it in again',
      'Dockerfile: sent, as the builder needs it; else it were left out by .dockerignore:4 (*)',
      'nowhere: left out by .dockerignore:4 (*) (there is no such file)',
      'src/app/x: sent, as .dockerignore:5 (!src) takes it in again (there is no such file)',
    ]);
    const classic = ['--builder', 'classic', '--why', 'build/deep/main.go'];
    expect(await context(temporaryFolder(FILES), ...classic)).toEqual([
      'build/deep/main.go: left out with all of build/ by .dockerignore:3 (build)',
    ]);
    expect(await context(temporaryFolder({ Dockerfile: '', a: '' }), '--why', 'a')).toEqual([
      'a: sent, as no pattern matches it',
    ]);
  });

  it('finds the file from the working directory or from the context', async () => {
    const folder = temporaryFolder({ 'app/.dockerignore': 'a', 'app/a': '', 'app/Dockerfile': '' });
    for (const file of ['app/a', 'a', join(folder, 'app/a')])
      expect(await context(folder, 'app', '--why', file)).toEqual(['a: left out by app/.dockerignore:1 (a)']);
    for (const file of ['../x', '/etc/hostname', '.'])
      expect(await run(['context', 'app', '--why', file], { cwd: join(folder, 'app') })).toMatchObject({
        exit: 2,
      });
  });

  it('takes the ignore file that belongs to the Dockerfile', async () => {
    const folder = temporaryFolder({
      ...FILES,
      'ci/D': 'FROM scratch\n',
      'ci/D.dockerignore': '**\n!a.log\n',
    });
    expect(await context(folder, '-f', 'ci/D', '--why', 'keep.log')).toEqual([
      'keep.log: left out by ci/D.dockerignore:1 (**)',
    ]);
  });

  it('says that a Dockerfile from outside is sent besides', async () => {
    const folder = temporaryFolder({ 'app/a': 'x', D: 'FROM scratch\n' });
    expect(await context(folder, 'app', '-f', 'D')).toEqual([
      '       1B  a',
      `The Dockerfile ${join(folder, 'D')} is not in the context and is sent besides.`,
      '1 file, 0 directories, 1B',
    ]);
  });

  it('needs no Dockerfile, and shows links and odd names', async () => {
    const folder = temporaryFolder({ 'a\u001b[31m': 'x' });
    symlinkSync('a', join(folder, 'link'));
    mkdirSync(join(folder, 'empty'));
    expect(await context(folder)).toEqual([
      '       1B  a␛[31m',
      '       0B  link -> a',
      '2 files, 1 directory, 1B',
    ]);
  });

  it('does not pass over a Dockerfile that is a link to nowhere, as the build', async () => {
    const folder = temporaryFolder({ dockerfile: 'FROM scratch\n' });
    symlinkSync('nowhere', join(folder, 'Dockerfile'));
    const { exit, stderr } = await run(['context'], { cwd: folder });
    expect(exit).toBe(2);
    expect(stderr).toContain(`cannot read the Dockerfile ${folder}/Dockerfile`);
  });

  it('says in a line what is no directory', async () => {
    const cwd = temporaryFolder(FILES);
    const { exit, stderr } = await run(['context', 'Dockerfile'], { cwd });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: `dlint: cannot use ${join(cwd, 'Dockerfile')} as build context: it is not a directory; a Dockerfile is named with -f, an archive comes by standard input\n`,
    });
  });

  it('lines up names in wide characters', async () => {
    const cwd = temporaryFolder({ '.dockerignore': '*.log\n', 'ab漢字.log': 'a', 'abcdefgh.log': '' });
    expect(await context(cwd, '--excluded')).toEqual([
      '       1B  ab漢字.log    .dockerignore:1 (*.log)',
      '       0B  abcdefgh.log  .dockerignore:1 (*.log)',
      '2 files, 1B',
    ]);
  });

  it('gives all of it to programs', async () => {
    const folder = temporaryFolder(FILES);
    const sent = JSON.parse((await context(folder, '--format', 'json')).join('\n'));
    expect(sent).toMatchObject({ context: folder, files: 4, directories: 3, bytes: 64 });
    expect(sent.entries[2]).toEqual({ path: 'src/app', type: 'file', bytes: 3 });
    const out = JSON.parse((await context(folder, '--format', 'json', '--excluded')).join('\n'));
    expect(out.excluded[1]).toEqual({
      path: 'a.log',
      files: 1,
      bytes: 2500,
      place: `${folder}/.dockerignore:1`,
      pattern: '*.log',
    });
    const why = JSON.parse((await context(folder, '--format', 'json', '--why', 'src/app')).join('\n'));
    expect(why).toMatchObject([{ path: 'src/app', exists: true, sent: true, ignoredDirectory: null }]);
  });

  it('gives programs names as they are, though not as a terminal would obey them', async () => {
    const name = 'a\u009B2J\u202E\u001Bb\n';
    const { stdout } = await run(['context', '--format', 'json'], { cwd: temporaryFolder({ [name]: '' }) });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
    expect(JSON.parse(stdout).entries).toEqual([{ path: name, type: 'file', bytes: 0 }]);
  });

  it.each([
    [['nowhere'], 'cannot use .*nowhere as build context: no such file or directory'],
    [['a', 'b'], "'dlint context' takes one PATH"],
    [['-f', 'nowhere'], 'cannot read the Dockerfile .*nowhere'],
    [['--why', 'a', '--excluded'], '--why and --excluded are two questions'],
  ])('refuses %j', async (argv, message) => {
    const { exit, stderr } = await run(['context', ...argv], { cwd: temporaryFolder() });
    expect(exit).toBe(2);
    expect(stderr).toMatch(new RegExp(message));
  });
});

describe('Selection', () => {
  it('explains each file as the list of what is sent has it', () => {
    const folder = temporaryFolder({
      Dockerfile: '',
      'a/b/c': '',
      'a/b/d.x': '',
      'a/e': '',
      'b/c': '',
      'b/d.x': '',
      c: '',
      'd.x': '',
    });
    const paths = ['a/b/c', 'a/b/d.x', 'a/e', 'b/c', 'b/d.x', 'c', 'd.x'];
    const part = fc.constantFrom('a', 'b', 'c', '*', '**', '*.x', 'e');
    const pattern = fc.tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 3 }));
    const builder = fc.constantFrom<'classic' | 'buildkit'>('classic', 'buildkit');
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 5 }), builder, (patterns, name) => {
        const lines = patterns.map(([isException, parts]) => `${isException ? '!' : ''}${parts.join('/')}`);
        const context = openContext(folder, undefined);
        const ignore = openContext(
          temporaryFolder({ Dockerfile: '', '.dockerignore': lines.join('\n') }),
          undefined,
        ).ignore;
        const selection = new Selection({ ...context, ignore }, name);
        const sent = [...selection.entries(() => undefined)].map((entry) => entry.name);
        expect(paths.filter((path) => selection.explain(path).isSent)).toEqual(
          paths.filter((path) => sent.includes(path)),
        );
      }),
    );
  });
});
