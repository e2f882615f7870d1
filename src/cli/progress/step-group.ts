import type { ProgressGroup, Vertex } from '../../build/index.ts';
import type { Step, StepLog } from './step.ts';
import { cleanLine } from './terminal-text.ts';

/** The vertexes of a progress group, which are shown as one step. */
export class StepGroup<Log extends StepLog> {
  readonly step: Step<Log>;
  readonly #members = new Map<string, Vertex>();

  constructor(step: Step<Log>, { name }: ProgressGroup) {
    this.step = step;
    step.name = cleanLine(name);
    step.isHidden = true;
  }

  /** Takes the state of one of its vertexes. */
  add(vertex: Vertex): void {
    this.#members.set(vertex.digest, vertex);
  }

  /**
   * Brings its step up to date: it is cached if all are, has the first error of any, and is hidden until one that is not weak begins
   * or one fails. Tells whether something is new.
   */
  refresh(): boolean {
    const { error, isCached, isHidden } = this.step;
    const members = [...this.#members.values()];
    const hasRun = members.filter((member) => this.step.ran(member)).length > 0;
    this.step.isCached = members.every((member) => member.cached);
    if (error === '') this.step.error = cleanLine(members.find((member) => member.error !== '')?.error ?? '');
    const isShown = members.some((member) => isStrong(member) || member.error !== '');
    this.step.isHidden = isHidden && !isShown;
    return (
      hasRun ||
      this.step.isCached !== isCached ||
      this.step.error !== error ||
      this.step.isHidden !== isHidden
    );
  }
}

function isStrong({ progressGroup, started }: Vertex): boolean {
  return started !== undefined && progressGroup?.weak !== true;
}
