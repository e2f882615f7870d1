import type { VertexStatus } from '../../build/index.ts';
import { amountOf } from './amount.ts';
import type { Step, StepLog } from './step.ts';
import { cleanLine } from './terminal-text.ts';

/** What must have happened since a status was shown for it to be shown again before its end: a part of the whole, or milliseconds. */
const PART = 0.05;
const PAUSE = 5000;

/** What is to be shown of the statuses of a step. */
interface ShownStatuses {
  readonly lines: readonly string[];
  /** Whether one of them is not done. */
  readonly isOpen: boolean;
}

/** Progress within steps as lines, of each thing not too many: `transferring context: 1.98MB 0.1s done`. */
export class PlainStatuses {
  readonly #shown = new Map<Step<StepLog>, Map<string, VertexStatus>>();

  /** Those of a step that changed and are worth a line. */
  show(step: Step<StepLog>, changed: ReadonlySet<string>): ShownStatuses {
    const shown = this.#shown.get(step) ?? new Map<string, VertexStatus>();
    this.#shown.set(step, shown);
    const news = [...step.statuses.values()].filter(
      (status) => changed.has(status.id) && isNews(status, shown.get(status.id)),
    );
    for (const status of news) shown.set(status.id, status);
    return { lines: news.map(toLine), isOpen: news.some(({ completed }) => completed === undefined) };
  }
}

function isNews(status: VertexStatus, last: VertexStatus | undefined): boolean {
  if (last === undefined || status.completed !== undefined) return true;
  const part = status.total > 0 ? (status.current - last.current) / status.total : 0;
  return part >= PART || between(last.timestamp, status.timestamp) >= PAUSE;
}

function toLine(status: VertexStatus): string {
  const { completed, id, started, timestamp } = status;
  const seconds = between(started, completed ?? timestamp) / 1000;
  const time = seconds > 0.01 ? `${seconds.toFixed(1)}s` : '';
  const parts = [cleanLine(id), amountOf(status), time, completed === undefined ? '' : 'done'];
  return parts.filter((part) => part !== '').join(' ');
}

/** Milliseconds from one time to another; 0 where one is not known. */
function between(from: VertexStatus['timestamp'], to: VertexStatus['timestamp']): number {
  return from === undefined || to === undefined ? 0 : to.milliseconds - from.milliseconds;
}
