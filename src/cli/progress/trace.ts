import type { ProgressGroup, SolveStatus, Vertex, VertexStatus } from '../../build/index.ts';
import type { Clock } from './clock.ts';
import { Step, type StepLog } from './step.ts';
import { StepGroup } from './step-group.ts';
import { cleanLine } from './terminal-text.ts';

/**
 * All that BuildKit told of a build, put together: the same vertex comes again whenever it changes, and vertexes of a group are one
 * step. What commands print is kept as the display's logs keep it.
 */
export class Trace<Log extends StepLog> {
  /** Steps that changed, with the ids of those of their statuses that did; whoever has shown a step takes it out. */
  readonly changes = new Map<Step<Log>, Set<string>>();
  readonly #clock: Clock;
  readonly #createLog: () => Log;
  /** By digests of vertexes and ids of groups. */
  readonly #byId = new Map<string, Step<Log>>();
  readonly #groups = new Map<string, StepGroup<Log>>();
  readonly #shown = new Set<Step<Log>>();
  #startedAt: number | undefined;
  #skew: number | undefined;

  constructor(clock: Clock, createLog: () => Log) {
    this.#clock = clock;
    this.#createLog = createLog;
  }

  /** The steps that have begun and are to be shown, in order. */
  get steps(): readonly Step<Log>[] {
    return [...this.#shown];
  }

  /** How many steps are known, and how many of them are done. */
  get counts(): { readonly total: number; readonly completed: number } {
    const steps = [...new Set(this.#byId.values())].filter((step) => !step.isHidden);
    return { total: steps.length, completed: steps.filter((step) => step.isCompleted).length };
  }

  /** The time now by the daemon's clock, in milliseconds since 1970. */
  get now(): number {
    return this.#clock.now() - (this.#skew ?? 0);
  }

  /** Seconds since the build began. */
  get seconds(): number {
    return this.#startedAt === undefined ? 0 : (this.now - this.#startedAt) / 1000;
  }

  /** Takes what is new. */
  add({ vertexes, statuses, logs, warnings }: SolveStatus): void {
    const groups = new Set<StepGroup<Log>>();
    for (const vertex of vertexes) {
      this.#setClock(vertex);
      if (vertex.progressGroup === undefined) this.#update(vertex);
      else groups.add(this.#join(vertex, vertex.progressGroup));
    }
    for (const group of groups) this.#refresh(group);
    for (const status of statuses) this.#setStatus(status);
    for (const { short, vertex } of warnings) this.#find(vertex)?.warnings.push(cleanLine(short));
    for (const log of logs) this.#find(log.vertex)?.write(log);
  }

  /** The build stops: so do all steps. */
  cancel(): void {
    for (const step of this.#shown) {
      if (!step.isRunning) continue;
      step.cancel(this.now);
      this.#touch(step);
    }
  }

  /** The clocks of the daemon and of this machine may differ: the first step begins now. */
  #setClock({ started }: Vertex): void {
    if (started === undefined) return;
    this.#startedAt ??= started.milliseconds;
    this.#skew ??= this.#clock.now() - started.milliseconds;
  }

  #update(vertex: Vertex): void {
    const step = this.#byId.get(vertex.digest) ?? this.#create(vertex.digest);
    if (!step.update(vertex)) return;
    this.#shown.add(step);
    this.#touch(step);
  }

  #join(vertex: Vertex, group: ProgressGroup): StepGroup<Log> {
    const joined = this.#groups.get(group.id) ?? new StepGroup(this.#create(group.id), group);
    this.#groups.set(group.id, joined);
    this.#byId.set(vertex.digest, joined.step);
    joined.add(vertex);
    return joined;
  }

  #refresh(group: StepGroup<Log>): void {
    if (!group.refresh() || group.step.isHidden) return;
    this.#shown.add(group.step);
    this.#touch(group.step);
  }

  #setStatus(status: VertexStatus): void {
    const step = this.#find(status.vertex);
    if (step === undefined) return;
    if (status.started !== undefined || step.statuses.has(status.id)) step.statuses.set(status.id, status);
    this.changes.get(step)?.add(status.id);
  }

  /** The step of something that came about it, which is a change. */
  #find(id: string): Step<Log> | undefined {
    const step = this.#byId.get(id);
    if (step !== undefined) this.#touch(step);
    return step;
  }

  #create(id: string): Step<Log> {
    const step = new Step(this.#createLog());
    this.#byId.set(id, step);
    return step;
  }

  #touch(step: Step<Log>): void {
    if (!this.changes.has(step)) this.changes.set(step, new Set());
    if (step.activity.count === 0) step.activity.since = this.#clock.now();
    step.activity.count += 1;
  }
}
