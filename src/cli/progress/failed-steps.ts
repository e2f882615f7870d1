import type { Step, StepLog } from './step.ts';

/** The steps that failed, each with the end of its output, for the end of a build. */
export function failedSteps<Log extends StepLog>(
  steps: readonly Step<Log>[],
  lastLines: (step: Step<Log>) => readonly string[],
): string {
  return steps
    .filter((step) => step.isFailed)
    .map((step) => ['------', ` > ${step.name}:`, ...lastLines(step), '------', ''].join('\n'))
    .join('');
}
