import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlapsAny } from '../../src/text/overlaps.ts';
import type { Span } from '../../src/text/span.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]): Span => ({ start, end: start + length }));

it('finds what looking at each span finds', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), span, (spans, asked) => {
      const expected = spans.some(({ end, start }) => start < asked.end && asked.start < end);
      expect(overlapsAny(spans)(asked)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
