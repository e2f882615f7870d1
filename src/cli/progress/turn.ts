import type { Step, StepLog } from './step.ts';

/** So long a step is not left for another, if it does not do nearly all; and so long another waits at most. Both in milliseconds. */
const PATIENCE = 5000;
const LONGEST_WAIT = 10_000;

interface Candidate<Log extends StepLog> {
  readonly step: Step<Log>;
  /** For how long it has something to show, in milliseconds. */
  readonly waited: number;
  /** How much came in a millisecond. */
  readonly speed: number;
  readonly isOverdue: boolean;
}

/**
 * The step to go on with among those that have something to show, as BuildKit decides it: the busiest, if none is shown now; else one
 * that waits for too long; else the busiest, when the one that is shown has had its share. Undefined to stay.
 */
export function nextTurn<Log extends StepLog>(
  steps: Iterable<Step<Log>>,
  current: Step<Log> | undefined,
  now: number,
): Step<Log> | undefined {
  const candidates = [...steps].map((step) => toCandidate(step, current, now));
  if (current === undefined) return busiest(candidates);
  const overdue = candidates.find(({ isOverdue }) => isOverdue);
  if (overdue !== undefined) return overdue.step;
  const shown = candidates.find(({ step }) => step === current);
  const sum = candidates.reduce((total, { speed }) => total + speed, 0);
  const share = (shown?.speed ?? 0) / sum;
  return shown !== undefined && PATIENCE / (1 - share) < shown.waited ? busiest(candidates) : undefined;
}

function toCandidate<Log extends StepLog>(
  step: Step<Log>,
  current: Step<Log> | undefined,
  now: number,
): Candidate<Log> {
  const { count, since } = step.activity;
  const waited = now - since;
  return { step, waited, speed: count / waited, isOverdue: waited > LONGEST_WAIT && step !== current };
}

function busiest<Log extends StepLog>(candidates: readonly Candidate<Log>[]): Step<Log> | undefined {
  let best: Candidate<Log> | undefined;
  for (const candidate of candidates) {
    if (best === undefined || candidate.isOverdue || best.speed < candidate.speed) best = candidate;
  }
  return best?.step;
}
