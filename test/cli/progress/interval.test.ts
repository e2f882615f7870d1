import { expect, it } from 'vitest';
import { type Interval, mergeIntervals, secondsOf } from '../../../src/cli/progress/interval.ts';

function ran(start: number, stop?: number): Interval {
  return { start, stop };
}

it.each<[string, readonly Interval[], readonly Interval[]]>([
  ['nothing', [], []],
  ['apart', [ran(4, 5), ran(1, 2)], [ran(1, 2), ran(4, 5)]],
  ['overlapping', [ran(1, 3), ran(2, 5)], [ran(1, 5)]],
  ['touching', [ran(1, 2), ran(2, 3)], [ran(1, 3)]],
  ['one within another', [ran(1, 9), ran(2, 3), ran(4, 5)], [ran(1, 9)]],
  ['one that goes on', [ran(1, 3), ran(2), ran(7, 8)], [ran(1)]],
  ['one that goes on later', [ran(1, 2), ran(4)], [ran(1, 2), ran(4)]],
])('joins %s', (_, intervals, merged) => {
  expect(mergeIntervals(intervals)).toEqual(merged);
});

it('counts seconds, until now where something goes on', () => {
  expect(secondsOf([ran(1000, 1500), ran(3000)], 5000)).toBe(2.5);
});
