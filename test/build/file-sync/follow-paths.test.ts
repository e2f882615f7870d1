import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followPaths } from '../../../src/build/file-sync/follow-paths.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

function folderWith(links: Readonly<Record<string, string>>, files: readonly string[] = []): string {
  const folder = temporaryFolder(Object.fromEntries(files.map((file) => [file, ''])));
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  return folder;
}

describe('followPaths', () => {
  it('keeps paths without links, whether there is something or not', () => {
    const folder = folderWith({}, ['a/b']);
    expect(followPaths(folder, ['/a/b', './c/../d', 'a/*'])).toEqual(['a/*', 'a/b', 'd']);
  });

  it('adds what links lead to, within the directory', () => {
    const folder = folderWith({ 'a/up': '../b', 'a/root': '/c', out: '../../etc' }, ['b/x', 'c/x']);
    expect(followPaths(folder, ['a/up/x'])).toEqual(['a/up', 'a/up/x', 'b/x']);
    expect(followPaths(folder, ['a/root'])).toEqual(['a/root', 'c']);
    expect(followPaths(folder, ['out/passwd'])).toEqual(['etc/passwd', 'out', 'out/passwd']);
  });

  it('goes through links that lead to links', () => {
    const folder = folderWith({ a: 'b', b: 'c/d', 'c/d': '/e' });
    expect(followPaths(folder, ['a/x'])).toEqual(['a', 'a/x', 'b', 'b/x', 'c/d', 'c/d/x', 'e/x']);
  });

  it('finds the way of each path, where several take the same link', () => {
    const folder = folderWith({ a: 'b' });
    expect(followPaths(folder, ['a/x', 'a/y'])).toEqual(['a', 'a/x', 'a/y', 'b/x', 'b/y']);
  });

  it('tries wildcards on links and goes on in directories', () => {
    const folder = folderWith({ 'w1/l': '/far', w2: 'real' }, ['w3/f']);
    expect(followPaths(folder, ['w*/l'])).toEqual(['far', 'real/l', 'w*/l', 'w1/l', 'w2']);
  });

  it('takes names of links and their targets for what they are', () => {
    const folder = folderWith({ 'l[1]': 'we*rd', '!x': 'y' });
    expect(followPaths(folder, ['l\\[1\\]', '!x'])).toEqual(['\\!x', 'l\\[1\\]', 'we\\*rd', 'y']);
  });

  it('wants all where a link leads to the directory itself', () => {
    const folder = folderWith({ self: '.', 'a/up': '..' });
    expect(followPaths(folder, ['self'])).toBeUndefined();
    expect(followPaths(folder, ['a/up'])).toBeUndefined();
    expect(followPaths(folder, ['self/f'])).toEqual(['f', 'self', 'self/f']);
    expect(followPaths(folder, ['.'])).toBeUndefined();
  });

  it('comes to an end where links go in circles', () => {
    const folder = folderWith({ a: 'b', b: 'a', grows: 'grows/x' });
    expect(followPaths(folder, ['a'])).toEqual(['a', 'b']);
    expect(followPaths(folder, ['grows/y'])).toHaveLength(42);
  });
});
