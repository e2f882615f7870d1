import { describe, expect, it } from 'vitest';
import { compilePattern, IgnorePattern, IgnorePatternError } from '../../src/build/context/ignore-pattern.ts';

describe('IgnorePattern', () => {
  it.each([
    ['notes.txt', 'notes.txt', true],
    ['notes.txt', 'notesxtxt', false],
    ['notes.txt', 'docs/notes.txt', false],
    ['NOTES.txt', 'notes.txt', false],
    ['*.log', 'build.log', true],
    ['*.log', 'logs/build.log', false],
    ['logs/*', 'logs/2026/a', false],
    ['**/*.log', 'build.log', true],
    ['**/*.log', 'a/b/build.log', true],
    ['**', 'a/b', true],
    ['logs/**', 'logs/2026/a', true],
    ['logs/**', 'logs', false],
    ['**/node_modules', 'node_modules', true],
    ['**/node_modules', 'web/node_modules', true],
    ['**/node_modules', 'web/my-node_modules', false],
    ['**.go', 'cmd/main.go', true],
    ['src/**/test', 'src/test', true],
    ['src/**/test', 'src/a/b/test', true],
    ['src**end', 'src/a/end', true],
    ['src**end', 'srcXend', false],
    ['v?.txt', 'v1.txt', true],
    ['v?.txt', 'v/.txt', false],
    ['v[0-3]', 'v2', true],
    ['v[^0-3]', 'v2', false],
    ['v[!0-3]', 'v!', true],
    ['v[!0-3]', 'v9', false],
    ['what\\?', 'what?', true],
    ['what\\?', 'whats', false],
    ['ü*', 'über', true],
    ['x|y*', 'xylophone', true],
    ['x|y*', 'a-lazy', true],
    ['x|y', 'x', false],
    ['{x,y}*', '{x,y}z', true],
    ['{x,y}*', 'xz', false],
    ['c++*', 'c++17', true],
    ['a^b*', 'a^bc', false],
    ['\\d*', '7up', true],
    ['\\a', 'a', false],
    ['[*]', '*', false],
    ['[*]', '//]', true],
    ['\ufeffa*', 'ab', true],
    ['\ufeffa*', '\ufeffab', false],
    ['\ufeffab', '\ufeffab', true],
    ['\ufeff**', 'a*', false],
  ])('%s on %s: %s', (pattern, path, matches) => {
    expect(new IgnorePattern(pattern).matches(path)).toBe(matches);
  });

  it.each(['!', '[', 'a[b', '[]', '[]x', '[^]', 'a\\', '[a-', '[a-]', '[-a]', '![', '\\[\\'])(
    'refuses %s at once',
    (pattern) => {
      expect(() => new IgnorePattern(pattern)).toThrow(IgnorePatternError);
    },
  );

  it.each(['.*[', '?*[-a]', '\\.*[a-]', 'a[*', '*[', '**[]'])(
    'refuses %s at once, as the start fits a dot',
    (pattern) => {
      expect(() => new IgnorePattern(pattern)).toThrow(IgnorePatternError);
    },
  );

  it.each([
    ['a*[a-]', 'ax-', true],
    ['**/*[-a]', 'x/b-', true],
    ['a*b[]c]', 'axb]', true],
  ])(
    'takes %s for what it is behind an asterisk that is not reached: on %s: %s',
    (pattern, path, matches) => {
      expect(new IgnorePattern(pattern).matches(path)).toBe(matches);
    },
  );

  it('refuses a range the wrong way round only when it is tried', () => {
    const pattern = new IgnorePattern('[z-a]');
    expect(() => pattern.matches('b')).toThrow(IgnorePatternError);
    expect(() => pattern.matches('b')).toThrow('syntax error in pattern: "[z-a]"');
  });

  // A RegExp would need many seconds for each.
  it.each([
    ['*a*a*a*a*b', 'a'.repeat(200), 'b'],
    [`${'**/'.repeat(9)}*.x`, 'd/'.repeat(25), 'a.x'],
  ])('is done soon with %s', (pattern, path, end) => {
    expect(new IgnorePattern(pattern).matches(path)).toBe(false);
    expect(new IgnorePattern(pattern).matches(path + end)).toBe(true);
  });

  it('takes backslashes and brackets in any order', () => {
    expect(new IgnorePattern('\\\\[x]').matches('\\x')).toBe(true);
    expect(new IgnorePattern('\\[x').matches('[x')).toBe(true);
  });
});

describe('compilePattern', () => {
  it.each([
    ['plain.txt', 'exact', '^plain\\.txt$'],
    ['lib/**', 'prefix', '^lib/$'],
    ['**/lib', 'suffix', '^(.*/)?lib$'],
    ['**/l*b/**', 'regexp', '^(.*/)?l[^/]*b/.*$'],
  ])('%s is %s %s', (pattern, type, expression) => {
    expect(compilePattern(pattern)).toEqual({ type, expression });
  });
});
