import { describe, expect, it } from 'vitest';
import { readIgnoreFile } from '../../src/build/context/ignore-file.ts';

const read = (text: string) => readIgnoreFile(Buffer.from(text), '.dockerignore');

describe('readIgnoreFile', () => {
  it('drops comments, blank lines and a byte order mark, and keeps the numbers of the lines', () => {
    expect(read('\uFEFFfirst\n# comment\n\n \t\n  second  \n')).toEqual([
      { pattern: 'first', line: 1 },
      { pattern: 'second', line: 5 },
    ]);
  });

  it('takes a # behind a blank, and a byte order mark elsewhere, as a part of the pattern', () => {
    expect(read(' #a\n\uFEFFb\nc # d').map(({ pattern }) => pattern)).toEqual(['#a', '\uFEFFb', 'c # d']);
  });

  it('cleans paths and takes one slash off the front', () => {
    const text = '/a\n./b/\nc//d/../e\n! /f/\n!\n../g\n/\r\n';
    expect(read(text).map(({ pattern }) => pattern)).toEqual(['a', 'b', 'c/e', '!f', '!', '../g', '/']);
  });

  it('refuses a line that Docker would not read', () => {
    expect(() => read(`ok\n${'x'.repeat(64 * 1024)}`)).toThrow(
      '.dockerignore:2: the line is longer than 64 KiB',
    );
  });
});
