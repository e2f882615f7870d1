import { amountOf } from './amount.ts';
import { type Interval, secondsOf } from './interval.ts';
import type { Step } from './step.ts';
import { cleanLine } from './terminal-text.ts';
import type { TtyLog } from './tty-log.ts';

/** What the colour of a line tells. */
export type Look = 'run' | 'cancel' | 'warning' | 'error';

/** One line of the display on a terminal: a step, or something within a step. */
export interface Job {
  readonly name: string;
  /** How far it is, in bytes; may be empty. */
  readonly amount: string;
  readonly seconds: number;
  readonly isCompleted: boolean;
  readonly look: Look;
  /** What a step has printed so far. */
  readonly log: TtyLog | undefined;
}

/** The lines of a step; `now` is the time by the daemon's clock. */
export function jobsOf(step: Step<TtyLog>, now: number): readonly Job[] {
  const statuses = [...step.statuses.values()].map((status): Job => {
    const start = status.started?.milliseconds ?? now;
    const interval = { start, stop: status.completed?.milliseconds };
    return part(`=> ${cleanLine(status.id)}`, amountOf(status), [interval], now);
  });
  const last = step.intervals.slice(-1);
  const warnings = step.warnings.map((short): Job => {
    return { ...part(`WARN: ${short}`, '', last, now), look: 'warning' };
  });
  return [stepJob(step, now), ...statuses, ...warnings];
}

function stepJob(step: Step<TtyLog>, now: number): Job {
  const state = step.isCancelled ? 'CANCELED ' : step.isFailed ? 'ERROR ' : '';
  const name = `${step.isCached ? 'CACHED ' : ''}${state}${step.name}`;
  const look = step.isCancelled ? 'cancel' : step.isFailed ? 'error' : 'run';
  return { ...part(name, '', step.intervals, now), look, log: step.log };
}

function part(name: string, amount: string, intervals: readonly Interval[], now: number): Job {
  const isCompleted = intervals.every(({ stop }) => stop !== undefined);
  return { name, amount, seconds: secondsOf(intervals, now), isCompleted, look: 'run', log: undefined };
}
