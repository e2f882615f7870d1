import { type Colors, painted } from './colors.ts';
import { columnsOf, cut, spread, wrap } from './columns.ts';
import type { Outcome } from './display.ts';
import { type Job, jobsOf } from './job.ts';
import type { Trace } from './trace.ts';
import type { TtyLog } from './tty-log.ts';

/** What a frame is drawn for. */
export interface FrameSettings {
  /** Size of the terminal. */
  readonly columns: number;
  readonly rows: number;
  /** Lines of output below a step that runs. */
  readonly logLines: number;
  readonly colors: Colors;
  /** Who builds, at the right of the first line. */
  readonly title: string;
  /** How the build ended, if it has: then all lines are shown, however many. */
  readonly outcome: Outcome | undefined;
}

/** The display at one moment. */
interface Frame {
  readonly lines: readonly string[];
  /** The logs that are in it. */
  readonly logs: readonly TtyLog[];
}

/** Least lines of output, lines besides those of jobs, and columns beside output: BuildKit's layout. */
const LEAST_LOG_LINES = 6;
const AROUND_LOG = 3;
const AROUND_JOBS = 2;
const BESIDE_LOG = 10;
/** Columns of a name below which nothing is shown of a job, and of a line below which its amount is left out. */
const LEAST_NAME = 12;
const LEAST_WITH_AMOUNT = 20;
const FAINT = '2';

/** Draws a build on a terminal, as BuildKit does: a line for the whole, then one for each step and what goes on in it. */
export function drawFrame(trace: Trace<TtyLog>, settings: FrameSettings): Frame {
  const jobs = trace.steps.flatMap((step) => jobsOf(step, trace.now));
  const logs = logRows(jobs, settings);
  const logHeight = [...logs.values()].reduce((sum, rows) => sum + rows.length, 0);
  const shown = settings.outcome ? jobs : fitting(jobs, settings.rows - AROUND_JOBS - logHeight);
  const lines = shown.flatMap((job) => [...jobLine(job, settings), ...(logs.get(job) ?? [])]);
  return {
    lines: [header(trace, settings), ...lines],
    logs: [...logs.keys()].flatMap(({ log }) => log ?? []),
  };
}

function header(trace: Trace<TtyLog>, { columns, outcome, title }: FrameSettings): string {
  const { completed, total } = trace.counts;
  const isOver = outcome !== undefined && outcome !== 'cancelled';
  const isFinished = isOver && completed > 0 && completed === total;
  const text = `[+] Building ${trace.seconds.toFixed(1)}s (${completed}/${total})${isFinished ? ' FINISHED' : ''}`;
  const hasRoom = columnsOf(text) + columnsOf(title) + 2 <= columns;
  return hasRoom ? spread(text, title, columns - 1) : cut(text, columns - 1);
}

/** The rows of output below steps that run: of the busiest, as long as there is room. */
function logRows(jobs: readonly Job[], settings: FrameSettings): ReadonlyMap<Job, readonly string[]> {
  const height = logHeightOf(settings);
  let free = settings.rows - AROUND_JOBS - jobs.filter(({ isCompleted }) => !isCompleted).length;
  const rows = new Map<Job, readonly string[]>();
  for (const job of busiestFirst(jobs)) {
    if (free <= height + AROUND_LOG) break;
    const lines = (job.log?.screen ?? []).flatMap((line) =>
      wrap(line, Math.max(settings.columns - BESIDE_LOG, 2)),
    );
    const shown = lines.filter((line) => line.trim() !== '').slice(-height);
    rows.set(
      job,
      shown.map((line) => painted(` => => # ${line}`, FAINT)),
    );
    free -= height + AROUND_LOG;
  }
  return rows;
}

/** The configured height, if the terminal has room for it. */
function logHeightOf({ logLines, rows }: FrameSettings): number {
  return Math.max(LEAST_LOG_LINES, Math.min(logLines, rows - LEAST_LOG_LINES - 1));
}

function busiestFirst(jobs: readonly Job[]): readonly Job[] {
  const weight = ({ log }: Job): number => (log === undefined ? 0 : log.size + 50 * log.timesShown);
  return jobs
    .filter(({ isCompleted, log }) => !isCompleted && log !== undefined && log.size > 0)
    .sort((one, other) => weight(other) - weight(one));
}

/** The jobs that there is room for: those that go on, and the last of the others. */
function fitting(jobs: readonly Job[], room: number): readonly Job[] {
  if (jobs.length <= room) return jobs;
  const byNeed = [...jobs.filter((job) => job.isCompleted), ...jobs.filter((job) => !job.isCompleted)];
  const kept = new Set(byNeed.slice(byNeed.length - Math.max(room, 0)));
  return jobs.filter((job) => kept.has(job));
}

/** The line of a job; none where there is no room for it. */
function jobLine(
  { amount, isCompleted, look, name, seconds }: Job,
  settings: FrameSettings,
): readonly string[] {
  const { colors, columns } = settings;
  const time = `${(seconds < 0.05 ? 0 : seconds).toFixed(1)}s`;
  const room = columns - time.length - 7;
  const hasAmount = amount !== '' && room + amount.length > LEAST_WITH_AMOUNT;
  const left = hasAmount ? room - amount.length - 1 : room;
  if (left < LEAST_NAME) return [];
  const text = ` => ${cut(name, left)}${hasAmount ? ` ${amount}` : ''}`;
  const line = spread(text, time, columns - 1);
  return [isCompleted ? painted(line, colors[look]) : line];
}
