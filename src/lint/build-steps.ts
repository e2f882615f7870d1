import type { Dispatched } from '../model/dispatched.ts';
import type { Span } from '../text/span.ts';
import type { LintContext } from './lint-context.ts';

/** An instruction that the build runs, and where findings about it belong. */
export interface BuildStep extends Dispatched {
  /** A part of the instruction; for one that another stage or the base image left to be done, the FROM that brings it. */
  at(part: { readonly span: Span }): Span;
}

/** Many rules ask for the steps of a file. */
const known = new WeakMap<LintContext, readonly BuildStep[]>();

/**
 * What the build runs, in its order. What ONBUILD left to be done is in it only under `buildkit`: BuildKit reports it where
 * it runs, which tells the author of the file little.
 */
export function buildSteps(file: LintContext): readonly BuildStep[] {
  const steps = known.get(file) ?? createSteps(file);
  known.set(file, steps);
  return steps;
}

function createSteps({ build, preset }: LintContext): readonly BuildStep[] {
  const steps =
    preset === 'buildkit' ? build.dispatched : build.dispatched.filter(({ pulledBy }) => pulledBy === null);
  return steps.map((step) => {
    const { pulledBy } = step;
    const place = pulledBy === null ? null : (pulledBy.image ?? pulledBy.keyword).span;
    return { ...step, at: ({ span }) => place ?? span };
  });
}
