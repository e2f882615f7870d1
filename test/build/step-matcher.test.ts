import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepMatcher } from '../../src/build/context/step-matcher.ts';

const atom = fc.constantFrom('\\u{61}', '[^/]', '[^\\n]', '[b-c\\u{1f600}]', '(?:^)', '(?:$)', '(?:\\b)');
const repetition = fc.constantFrom('*', '?', '{0}', '{2}', '{1,}', '{0,2}');
const tokens = fc
  .array(
    fc.oneof(
      atom.map((token) => [token]),
      fc.tuple(atom, repetition),
      fc.constantFrom(['(', '[^\\n]', '*', '\\u{2f}', ')', '?'], ['|']),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.flat());
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '/', '\n', '😀'), maxLength: 8 });

describe('stepMatcher', () => {
  it('matches what a RegExp does', () => {
    let matches = 0;
    fc.assert(
      fc.property(tokens, text, (parts, path) => {
        const expected = new RegExp(parts.join(''), 'u').test(path);
        matches += expected ? 1 : 0;
        expect(stepMatcher(parts)(path)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
    expect(matches).toBeGreaterThan(0);
  });
});
