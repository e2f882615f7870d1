import { severities } from '../../diagnostic.ts';
import type { Threshold } from '../../lint/config/config.ts';
import { UsageError } from '../command.ts';
import { Exit } from '../exit.ts';
import type { FileReport } from '../reporters/reporter.ts';
import type { OutputPlan } from './output-plan.ts';

/** Decides by what was found whether a run fails. */
export class Gate {
  readonly #maxWarnings: number;
  readonly #toleratesWarnings: boolean;
  readonly #isForPlatform: boolean;
  #hasFailed = false;
  #warnings = 0;

  /** With `maxWarnings` errors fail, and warnings only where there are more of them in all files together. */
  constructor(maxWarnings: number | undefined, outputs: readonly OutputPlan[]) {
    this.#isForPlatform = outputs.some(({ format }) => format === 'codeclimate' || format === 'codacy');
    this.#maxWarnings = maxWarnings ?? Number.POSITIVE_INFINITY;
    this.#toleratesWarnings = maxWarnings !== undefined;
  }

  /** Adds the findings of a file and what is configured for it; where its threshold is `none`, they do not count. */
  add({ diagnostics, preset }: FileReport, threshold: Threshold): void {
    // hadolint leaves it to the platforms that read these formats what is a failure.
    if (threshold === 'none' || (preset === 'hadolint' && this.#isForPlatform)) return;
    this.#warnings += diagnostics.filter(({ severity }) => severity === 'warning').length;
    const least = severities.indexOf(this.#toleratesWarnings ? 'error' : threshold);
    this.#hasFailed ||= diagnostics.some(({ severity }) => severities.indexOf(severity) <= least);
  }

  get exit(): Exit {
    return this.#hasFailed || this.#warnings > this.#maxWarnings ? Exit.findings : Exit.clean;
  }
}

/** The value of an option that is a whole number from `least` on. Throws a `UsageError` for what is none. */
export function readWholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least) return number;
  throw new UsageError(`--${option} is a whole number, ${least} or more; not '${text}'`);
}
