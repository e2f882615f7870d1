import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type RunOptions, run } from './run.ts';

const wrong = 'FROM scratch\nBOGUS\n';

const tree: Readonly<Record<string, string>> = {
  '.git/HEAD': '',
  '.gitignore': 'out/\n',
  Dockerfile: wrong,
  'README.md': 'BOGUS\n',
  'api/Dockerfile': wrong,
  'api/Dockerfile.dev': wrong,
  'api/notes.txt': 'BOGUS\n',
  'out/Dockerfile': wrong,
  'services/.hidden/Dockerfile': wrong,
  'services/a/Dockerfile': wrong,
  'services/a/deep/prod.Dockerfile': wrong,
  'services/b/Dockerfile': wrong,
  'services/b/node_modules/x/Dockerfile': wrong,
  'we[i]rd/Dockerfile': wrong,
};

/** The files in which something is found, in the order of the report. */
async function linted(argv: readonly string[], files = tree, options: RunOptions = {}) {
  const cwd = temporaryFolder(files);
  const { exit, stderr, stdout } = await run(argv, { cwd, ...options });
  const found = new Set([...stdout.matchAll(/^(.*?):\d+:\d+: /gm)].map(([, file]) => file));
  return { exit, stderr, files: [...found] };
}

describe('a pattern', () => {
  it.each([
    [
      '**/Dockerfile',
      [
        'Dockerfile',
        'api/Dockerfile',
        'services/.hidden/Dockerfile',
        'services/a/Dockerfile',
        'services/b/Dockerfile',
        'we[i]rd/Dockerfile',
      ],
    ],
    [
      'services/*/Dockerfile',
      ['services/.hidden/Dockerfile', 'services/a/Dockerfile', 'services/b/Dockerfile'],
    ],
    ['./services/{a,b}/Dockerfile', ['services/a/Dockerfile', 'services/b/Dockerfile']],
    ['services/?/Dockerfile', ['services/a/Dockerfile', 'services/b/Dockerfile']],
    ['services/[!a]/Dockerfile', ['services/b/Dockerfile']],
    ['api/*', ['api/Dockerfile', 'api/Dockerfile.dev', 'api/notes.txt']],
    [
      'services/*',
      [
        'services/.hidden/Dockerfile',
        'services/a/Dockerfile',
        'services/a/deep/prod.Dockerfile',
        'services/b/Dockerfile',
      ],
    ],
    ['we\\[i\\]rd/*', ['we[i]rd/Dockerfile']],
    ['out/*', ['out/Dockerfile']],
  ])('%s stands for files that git does not ignore', async (pattern, files) => {
    expect(await linted([pattern])).toEqual({ exit: 1, stderr: '', files });
  });

  it('can go up, and be absolute', async () => {
    const cwd = temporaryFolder(tree);
    const up = await run(['../a*/Dockerfile'], { cwd: join(cwd, 'services') });
    expect(up.stdout).toMatch(/^\.\.\/api\/Dockerfile:2/);
    expect((await run([`${cwd}/api/*.dev`])).stdout.startsWith(`${cwd}/api/Dockerfile.dev:2`)).toBe(true);
  });

  it('is a name where there is a file of that name', async () => {
    const { files } = await linted(['we[i]rd/Dockerfile', 'a*'], { ...tree, 'a*': wrong });
    expect(files).toEqual(['we[i]rd/Dockerfile', 'a*']);
  });

  it('that matches nothing is told, and the rest is linted', async () => {
    expect(await linted(['nothing/*', 'x{', 'api'])).toEqual({
      exit: 2,
      stderr: 'dlint: nothing/*: no file matches\ndlint: x{: no such file or directory\n',
      files: ['api/Dockerfile', 'api/Dockerfile.dev'],
    });
  });
});

describe('what is left out', () => {
  it.each([
    [
      ['--exclude', 'services/'],
      ['Dockerfile', 'api/Dockerfile', 'api/Dockerfile.dev', 'we[i]rd/Dockerfile'],
    ],
    [
      ['--exclude', 'services', '--exclude', '*.dev', '!/Dockerfile'],
      ['api/Dockerfile', 'we[i]rd/Dockerfile'],
    ],
    [
      ['**/*ockerfile', '!services/a/**', '!we*'],
      ['Dockerfile', 'api/Dockerfile', 'services/.hidden/Dockerfile', 'services/b/Dockerfile'],
    ],
    [['api', '--exclude', './api/*.dev'], ['api/Dockerfile']],
    [['api', 'Dockerfile', '!Dockerfile'], ['api/Dockerfile.dev']],
    [
      ['!services', '!we*'],
      ['Dockerfile', 'api/Dockerfile', 'api/Dockerfile.dev'],
    ],
  ])('by %j leaves the rest', async (argv, files) => {
    expect(await linted(argv)).toEqual({ exit: 1, stderr: '', files });
  });

  it('may be everything', async () => {
    expect(await linted(['api/Dockerfile', '--exclude', 'api'])).toEqual({ exit: 0, stderr: '', files: [] });
  });

  it('may be standard input, by its name', async () => {
    const argv = ['-', '--stdin-filename', 'api/Dockerfile', '--exclude'];
    expect((await linted([...argv, 'api/'], tree, { stdin: wrong })).files).toEqual([]);
    expect((await linted([...argv, 'web/'], tree, { stdin: wrong })).files).toEqual(['api/Dockerfile']);
  });

  it('is not a file that begins with the mark', async () => {
    expect((await linted(['!x'], { ...tree, '!x': wrong })).files).toEqual(['!x']);
  });
});

describe('many files', () => {
  it('are reported in a stable order, each once', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `d${index % 40}/Dockerfile.${index}`);
    const cwd = temporaryFolder(Object.fromEntries(names.map((name) => [name, wrong])));
    const { exit, stdout } = await run(['d7/Dockerfile.7', 'd9', '.', 'd9'], { cwd });
    const order = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/:.*/, ''));
    const sorted = names.toSorted();
    const ninth = sorted.filter((name) => name.startsWith('d9/'));
    const first = new Set(['d7/Dockerfile.7', ...ninth]);
    expect(order).toEqual([...first, ...sorted.filter((name) => !first.has(name))]);
    expect(exit).toBe(1);
  });
});

describe('what cannot be a Dockerfile', () => {
  it('does not silence the others', async () => {
    const cwd = temporaryFolder({ 'a/Dockerfile': wrong, 'b/Dockerfile': 'FROM\0' });
    mkdirSync(join(cwd, 'c'));
    symlinkSync('nowhere', join(cwd, 'c/Dockerfile'));
    symlinkSync('Dockerfile.loop', join(cwd, 'c/Dockerfile.loop'));
    symlinkSync('..', join(cwd, 'c/up'));
    const huge = openSync(join(cwd, 'Dockerfile.huge'), 'w');
    ftruncateSync(huge, 17 * 1024 * 1024);
    closeSync(huge);
    const { exit, stderr, stdout } = await run([], { cwd });
    expect(stderr.split('\n')).toEqual([
      'dlint: Dockerfile.huge: is larger than 16 MiB, which no Dockerfile is',
      'dlint: b/Dockerfile: is a binary file (NUL byte at offset 4), not a Dockerfile',
      'dlint: c/Dockerfile: no such file or directory',
      'dlint: c/Dockerfile.loop: too many symbolic links encountered',
      '',
    ]);
    expect(stdout).toMatch(/^a\/Dockerfile:2:1: [^\n]*\n$/);
    expect(exit).toBe(2);
  });

  it.skipIf(process.platform === 'win32')('may be without end', async () => {
    const { exit, stderr } = await run(['/dev/zero']);
    expect(stderr).toBe('dlint: /dev/zero: is larger than 16 MiB, which no Dockerfile is\n');
    expect(exit).toBe(2);
  });
});
