import type { SolveStatus } from '../../build/index.ts';
import type { Clock } from './clock.ts';
import type { Outcome, View } from './display.ts';
import { failedSteps } from './failed-steps.ts';
import { secondsOf } from './interval.ts';
import { wholeLines } from './log-lines.ts';
import { PlainLog } from './plain-log.ts';
import { PlainStatuses } from './plain-statuses.ts';
import type { Step } from './step.ts';
import { Trace } from './trace.ts';
import { nextTurn } from './turn.ts';

type PlainStep = Step<PlainLog>;

interface PlainSettings {
  readonly clock: Clock;
  /** Who builds, for the first line. */
  readonly title: string;
  /** How much of the name of a step is shown, in characters. */
  readonly nameLimit: number;
  print(text: string): void;
}

/**
 * BuildKit's progress as lines that stay as they are: one step at a time, named when its turn begins (`#6 [2/3] RUN …`), and
 * `#6 ...` where another has its turn before it is done.
 */
export class PlainView implements View {
  readonly #settings: PlainSettings;
  readonly #trace: Trace<PlainLog>;
  /** Numbers of the steps that were shown. */
  readonly #numbers = new Map<PlainStep, number>();
  readonly #statuses = new PlainStatuses();
  /** How many warnings of each step were shown. */
  readonly #warned = new Map<PlainStep, number>();
  /** The step whose turn it is. */
  #current: PlainStep | undefined;
  #hasTitle = false;

  constructor(settings: PlainSettings) {
    this.#settings = settings;
    this.#trace = new Trace(settings.clock, () => new PlainLog());
  }

  add(status: SolveStatus): void {
    this.#trace.add(status);
  }

  print(text: string): void {
    this.#settings.print(`${this.#current?.log.breakOff() ?? ''}${wholeLines(text)}`);
  }

  refresh(): void {
    const changed = [...this.#trace.changes.keys()].filter((step) => !step.isHidden);
    const before = this.#current;
    this.#showCompleted(changed, before);
    const stays = before?.isRunning ? before : undefined;
    const open = new Set(changed.filter((step) => !step.isCompleted));
    if (open.size === 0) {
      const running = stays === undefined && this.#trace.steps.find((step) => step.isRunning);
      if (running) this.#show(running);
      return;
    }
    if (stays !== undefined && open.has(stays)) this.#show(stays);
    const candidates = stays === undefined ? open : open.add(stays);
    const next = nextTurn(candidates, stays, this.#settings.clock.now());
    if (next !== undefined) this.#show(next);
  }

  end(outcome: Outcome): void {
    if (outcome === 'cancelled') this.#trace.cancel();
    this.refresh();
    this.print(failedSteps(this.#trace.steps, ({ log }) => log.last));
  }

  /** Steps that are over come first, and before all others the one whose turn it was. */
  #showCompleted(changed: readonly PlainStep[], before: PlainStep | undefined): void {
    const completed = changed.filter((step) => step.isCompleted);
    completed.sort((one, other) => (one.completed ?? 0) - (other.completed ?? 0));
    const isFirst = (step: PlainStep): boolean => step === before;
    for (const step of completed.filter(isFirst)) this.#show(step);
    for (const step of completed.filter((step) => !isFirst(step))) this.#show(step);
  }

  #show(step: PlainStep): void {
    const prefix = this.#prefixOf(step);
    const title = step === this.#current ? '' : this.#turnTo(step);
    const statuses = this.#statuses.show(step, this.#trace.changes.get(step) ?? new Set());
    const news = [...statuses.lines, ...this.#newWarnings(step)];
    const broken = news.length === 0 ? '' : step.log.breakOff();
    const text = `${title}${broken}${news.map((line) => `${prefix}${line}\n`).join('')}${step.log.take(prefix)}`;
    this.#trace.changes.delete(step);
    this.#current = step;
    // What is loaded from a cache may go on after the step is over.
    const isOver = step.isCompleted && !statuses.isOpen;
    this.#settings.print(isOver ? `${text}${this.#finish(step)}` : text);
  }

  /** Begins the turn of a step. */
  #turnTo(step: PlainStep): string {
    const { nameLimit, title } = this.#settings;
    const gap = this.#hasTitle ? '\n' : `#0 ${title}\n\n`;
    this.#hasTitle = true;
    const name = step.name.length > nameLimit ? `${step.name.slice(0, nameLimit)}...` : step.name;
    return `${this.#putAside()}${gap}${this.#prefixOf(step)}${name}\n`;
  }

  #putAside(): string {
    const step = this.#current;
    if (step === undefined) return '';
    step.activity.count = 0;
    return `${step.log.breakOff()}${this.#prefixOf(step)}...\n`;
  }

  #newWarnings(step: PlainStep): readonly string[] {
    const lines = step.warnings.slice(this.#warned.get(step) ?? 0).map((short) => `WARN: ${short}`);
    this.#warned.set(step, step.warnings.length);
    return lines;
  }

  #finish(step: PlainStep): string {
    this.#current = undefined;
    step.activity.count = 0;
    return `${step.log.end()}${this.#prefixOf(step)}${this.#verdict(step)}\n`;
  }

  #verdict({ error, intervals, isCached, isCancelled }: PlainStep): string {
    if (isCancelled) return 'CANCELED';
    if (error !== '') return `ERROR: ${error}`;
    return isCached ? 'CACHED' : `DONE ${secondsOf(intervals, this.#trace.now).toFixed(1)}s`;
  }

  #prefixOf(step: PlainStep): string {
    const number = this.#numbers.get(step) ?? this.#numbers.size + 1;
    this.#numbers.set(step, number);
    return `#${number} `;
  }
}
