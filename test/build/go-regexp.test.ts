import { describe, expect, it } from 'vitest';
import { goRegexpMatcher } from '../../src/build/context/go-regexp.ts';

describe('goRegexpMatcher', () => {
  it.each([
    ['^a|b[^/]*$', 'xxb', true],
    ['^a|b[^/]*$', 'xxc', false],
    ['^a{2,3}$', 'aaa', true],
    ['^a{2,3}$', 'a{2,3}', false],
    ['^{a,b}[^/]*$', '{a,b}c', true],
    ['^a{x$', 'a{x', true],
    ['^[[:digit:]]x$', '7x', true],
    ['^[a\\]b]$', ']', true],
    ['^[]a]$', ']', true],
    ['^[^a-c]$', 'd', true],
    ['^[^a-c]$', 'b', false],
    ['^[a-]$', '-', true],
    ['^\\d\\D\\w\\W\\s\\S$', '7x_- y', true],
    ['^[\\d\\s]$', '\u00a0', false],
    ['^\\x41\\x{1F600}\\101$', 'A😀A', true],
    ['^\\pL\\p{Greek}\\PL\\p{^L}$', 'éα77', true],
    ['^\\Qa*b\\E[^/]*$', 'a*bc', true],
    ['^a\\b-$', 'a-', true],
    ['^\\Aa\\z$', 'a', true],
    ['^.$', '\r', true],
    ['^.$', '\n', false],
    ['^.$', '😀', true],
    ['^a$b$', 'ab', false],
    ['^\\$\\.\\+$', '$.+', true],
    ['^(.*/)?x$', 'a/b/x', true],
    ['^\\Qa*\\E[^/]*b*\\Bc*d*$', 'a*xc', true],
    ['^\\Qa*\\E[^/]*b*\\Bc*d*$', 'aaxc', false],
  ])('%s on %j: %s', (expression, text, matches) => {
    expect(goRegexpMatcher(expression)(text)).toBe(matches);
  });

  it.each([
    '^[z-a]$',
    '^\\y$',
    '^\\8$',
    '^\\é$',
    '^a**$',
    '^[^/]*{2}$',
    '^a{1001}$',
    '^a{3,2}$',
    '^a{3,2}b*c*d*e*$',
    '^a|*$',
    '^[a',
    '^[[:no:]]$',
    '^\\',
  ])('refuses %s', (expression) => {
    expect(() => goRegexpMatcher(expression)).toThrow(SyntaxError);
  });
});
