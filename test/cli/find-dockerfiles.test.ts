import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDockerfiles } from '../../src/cli/input/find-dockerfiles.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A folder of files; those whose content is not given are empty. */
function folderOf(names: readonly string[], contents: Readonly<Record<string, string>> = {}): string {
  return temporaryFolder({ ...Object.fromEntries(names.map((name) => [name, ''])), ...contents });
}

async function found(cwd: string, directory = '.'): Promise<readonly string[]> {
  const { files, errors } = await findDockerfiles(directory, cwd);
  expect(errors).toEqual([]);
  return files;
}

describe('the search of a directory', () => {
  it('goes by names', async () => {
    const yes = [
      'Containerfile',
      'Containerfile.ci',
      'Dockerfile',
      'Dockerfile.prod',
      'app.Dockerfile',
      'dockerfile',
    ];
    const no = [
      'Dockerfile.dockerignore',
      'Dockerfiles',
      'MyDockerfile',
      'Dockerfile-old',
      '.dockerignore',
      'README.md',
    ];
    expect(await found(folderOf([...yes, ...no]))).toEqual(yes);
  });

  it('is in the order of bytes', async () => {
    const names = [
      'B/Dockerfile',
      'a-b/Dockerfile',
      'a/Dockerfile',
      'a/b/Dockerfile',
      '\uFF5E/Dockerfile',
      '\u{1F433}/Dockerfile',
    ];
    const cwd = folderOf(names.toReversed());
    expect(await found(cwd)).toEqual(names);
    expect(await found(cwd, './a')).toEqual(['a/Dockerfile', 'a/b/Dockerfile']);
  });

  it('leaves out .git and node_modules, not other hidden directories', async () => {
    const cwd = folderOf(['.git/Dockerfile', 'a/node_modules/b/Dockerfile', '.devcontainer/Dockerfile']);
    expect(await found(cwd)).toEqual(['.devcontainer/Dockerfile']);
  });

  it('follows links to files only', async () => {
    const cwd = folderOf(['real/base']);
    symlinkSync('base', join(cwd, 'real/Dockerfile'));
    symlinkSync('nowhere', join(cwd, 'real/Dockerfile.lost'));
    symlinkSync('..', join(cwd, 'real/up'));
    symlinkSync('..', join(cwd, 'real/up.Dockerfile'));
    mkdirSync(join(cwd, 'real/Dockerfile.d'));
    expect(await found(cwd)).toEqual(['real/Dockerfile', 'real/Dockerfile.lost']);
  });
});

describe('.gitignore', () => {
  it('is honoured in every directory, the deeper one first', async () => {
    const cwd = folderOf(
      ['out/Dockerfile', 'a/Dockerfile.tmp', 'a/keep/Dockerfile.tmp', 'a/b/Dockerfile', 'a/Dockerfile'],
      {
        '.gitignore': 'out/\n*.tmp\n/b\n',
        'a/keep/.gitignore': '!Dockerfile.tmp\n',
      },
    );
    expect(await found(cwd)).toEqual(['a/Dockerfile', 'a/b/Dockerfile', 'a/keep/Dockerfile.tmp']);
  });

  it('can bring back a directory that one above it ignores', async () => {
    const cwd = folderOf(['bin/Dockerfile', 'tools/bin/Dockerfile', 'tools/bin/x/Dockerfile'], {
      '.gitignore': 'bin/\n',
      'tools/.gitignore': '!bin/\n',
    });
    expect(await found(cwd)).toEqual(['tools/bin/Dockerfile', 'tools/bin/x/Dockerfile']);
  });

  it('tells large letters from small ones and takes a byte order mark', async () => {
    const cwd = folderOf(['OUT/Dockerfile', 'out/Dockerfile'], { '.gitignore': '\uFEFFout/\r\n' });
    expect(await found(cwd)).toEqual(['OUT/Dockerfile']);
  });

  it('counts from the root of the repository, and no further up', async () => {
    const cwd = folderOf(['repository/.git/HEAD', 'repository/a/x/Dockerfile', 'repository/a/y/Dockerfile'], {
      '.gitignore': 'y\n',
      'repository/.gitignore': '/a/x\n',
    });
    expect(await found(cwd, 'repository/a')).toEqual(['repository/a/y/Dockerfile']);
  });

  it('does not stop a directory that is named', async () => {
    const cwd = folderOf(['.git/HEAD', 'out/Dockerfile', 'out/sub/Dockerfile'], {
      '.gitignore': 'out/\n',
      'out/.gitignore': 'sub\n',
    });
    expect(await found(cwd, 'out')).toEqual(['out/Dockerfile']);
    expect(await found(cwd, 'out/sub')).toEqual(['out/sub/Dockerfile']);
  });
});
