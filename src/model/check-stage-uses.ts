import { quoteGo } from '../word/quote-go.ts';
import { variableReferences } from '../word/variables.ts';
import type { Evaluation } from './evaluation.ts';
import { parseImageName } from './image-name.ts';
import { findCycle, type StageGraph, type StageUse } from './stage-graph.ts';
import { type Stage, stageTitle } from './stages.ts';

/** Whether the stages that COPY and RUN name are there, and built before they are needed; the latter only matters in stages that are built. */
export function checkStageUses(
  stages: readonly Stage[],
  graph: StageGraph,
  { evaluation, needed }: { readonly evaluation: Evaluation; readonly needed: ReadonlySet<Stage> },
): void {
  for (const use of graph.uses) checkName(use, evaluation);
  const cycle = findCycle(stages, graph.uses);
  if (cycle !== null)
    refuse(
      cycle,
      evaluation,
      'circular-dependency',
      `circular dependency detected on stage: ${stageTitle(cycle.stage)}`,
    );
  for (const use of graph.uses) {
    const { origin, stage } = use;
    // What needs itself is a circle already.
    if (origin.kind === 'stage' && origin.stage.index > stage.index && cycle === null && needed.has(stage))
      refuseLater(use, evaluation);
  }
}

function checkName(use: StageUse, evaluation: Evaluation): void {
  const { from, origin } = use;
  if (origin.kind === 'no-such-index') {
    refuse(use, evaluation, 'unknown-stage', `invalid stage index ${origin.index}`);
  } else if (
    use.instruction.kind === 'Copy' &&
    variableReferences(from.value, evaluation.escape).length > 0
  ) {
    const words =
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround';
    refuse(use, evaluation, 'variable-in-from', words);
  } else if (origin.kind === 'external' && origin.name !== 'scratch') {
    const name = parseImageName(origin.name);
    if (name.ok) return;
    const words = `failed to parse stage name ${quoteGo(origin.name)}: ${name.words}`;
    refuse(use, evaluation, 'invalid-image-name', words);
  }
}

function refuseLater(use: StageUse, evaluation: Evaluation): void {
  const name = quoteGo(use.from.value);
  if (use.instruction.kind === 'Copy') {
    const current = quoteGo(stageTitle(use.stage));
    const words = `cannot copy from stage ${name}, it needs to be defined before current stage ${current}`;
    return refuse(use, evaluation, 'later-stage', words);
  }
  const target =
    use.flag.options.findLast(({ key }) => /^(?:target|dst|destination)$/i.test(key.value))?.value?.value ??
    '';
  const words = `cannot mount from stage ${name} to ${quoteGo(target)}, stage needs to be defined before current command`;
  refuse(use, evaluation, 'later-stage', words);
}

function refuse({ from, instruction }: StageUse, evaluation: Evaluation, rule: string, words: string): void {
  evaluation.refuse(rule, from.span, instruction.extent, words, null);
}
