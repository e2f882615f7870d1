import { describe, expect, it } from 'vitest';
import { BuildError } from '../../src/build/build-error.ts';
import { readIgnoreFile } from '../../src/build/context/ignore-file.ts';
import { IgnoreMatcher } from '../../src/build/context/ignore-matcher.ts';

function matcher(...lines: readonly string[]): IgnoreMatcher {
  return IgnoreMatcher.create(
    readIgnoreFile(Buffer.from(lines.join('\n')), '.dockerignore'),
    '.dockerignore',
  );
}

describe('IgnoreMatcher', () => {
  it('ignores what lies in an ignored directory', () => {
    expect(matcher('docs').ignores('docs/a/b.md')).toBe(true);
    expect(matcher('docs').ignores('api/docs')).toBe(false);
  });

  it('lets the last pattern that matches decide', () => {
    expect(matcher('*.md', '!README.md').ignores('README.md')).toBe(false);
    expect(matcher('!README.md', '*.md').ignores('README.md')).toBe(true);
    expect(matcher('*.md', '!*.md', 'README.md').ignores('README.md')).toBe(true);
  });

  it('takes in again what an exception names below an ignored directory', () => {
    const ignore = matcher('docs', '!docs/api');
    expect(ignore.ignores('docs')).toBe(true);
    expect(ignore.ignores('docs/api/index.md')).toBe(false);
    expect(ignore.ignores('docs/other')).toBe(true);
  });

  it('never ignores the files that must be kept, whatever characters are in their names', () => {
    const ignore = matcher('*').keeping(['sub/Docker[f]ile*', '.dockerignore']);
    expect(ignore.ignores('sub/Docker[f]ile*')).toBe(false);
    expect(ignore.ignores('.dockerignore')).toBe(false);
    expect(ignore.ignores('sub/Dockerfile')).toBe(true);
    expect(ignore.mayKeepBelow('sub')).toBe(true);
    const odd = matcher('*').keeping(['[a]/x ']);
    expect(odd.ignores('[a]/x ')).toBe(false);
    expect(odd.mayKeepBelow('[a]')).toBe(true);
  });

  it('takes blanks off that stand at the ends of a cleaned pattern', () => {
    expect(matcher('/ docs', 'drafts /').ignores('docs')).toBe(true);
    expect(matcher('/ docs', 'drafts /').ignores('drafts')).toBe(true);
    expect(matcher('/ docs', 'drafts /').ignores('drafts ')).toBe(false);
    expect(matcher('/ /').ignores(' ')).toBe(false);
    expect(() => matcher('!/ /')).toThrow('illegal exclusion pattern');
  });

  it('searches ignored directories only where an exception begins with their path', () => {
    expect(matcher('*', '!src/lib/*.js').mayKeepBelow('src')).toBe(true);
    expect(matcher('*', '!src/lib').mayKeepBelow('src/lib')).toBe(true);
    expect(matcher('*', '!srcs').mayKeepBelow('src')).toBe(false);
    expect(matcher('*', '!**/*.js').mayKeepBelow('src')).toBe(false);
    expect(matcher('*').mayKeepBelow('src')).toBe(false);
  });

  it('names the line of a bad pattern', () => {
    const create = () => matcher('a', '', 'b[');
    expect(create).toThrow(BuildError);
    expect(create).toThrow('.dockerignore:3: syntax error in pattern: "b["');
    expect(() => matcher('!').ignores('a')).toThrow('.dockerignore:1: illegal exclusion pattern: "!"');
    expect(() => matcher('[z-a]').ignores('b')).toThrow('.dockerignore:1: syntax error in pattern: "[z-a]"');
  });
});
