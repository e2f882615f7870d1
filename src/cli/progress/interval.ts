/** A time in which something ran, in milliseconds since 1970. */
export interface Interval {
  readonly start: number;
  /** Undefined while it runs. */
  readonly stop: number | undefined;
}

/** Intervals in order of time, joined where they overlap or touch. */
export function mergeIntervals(intervals: Iterable<Interval>): readonly Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || endOf(last) < next.start) merged.push(next);
    else if (endOf(last) < endOf(next)) merged[merged.length - 1] = { start: last.start, stop: next.stop };
  }
  return merged;
}

/** How long they are together, in seconds; one that has not ended lasts until `now`. */
export function secondsOf(intervals: readonly Interval[], now: number): number {
  return intervals.reduce((sum, { start, stop }) => sum + ((stop ?? now) - start) / 1000, 0);
}

function endOf({ stop }: Interval): number {
  return stop ?? Number.POSITIVE_INFINITY;
}
