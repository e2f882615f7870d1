import type { From, Instruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { Refusal } from '../parser/refusal.ts';
import { closest } from '../text/closest.ts';
import { quoteGo } from '../word/quote-go.ts';
import { type Assumptions, noAssumptions } from './assumptions.ts';
import { resolveBases } from './bases.ts';
import type { Base, BuildStage, StageState } from './build-stage.ts';
import { checkStageUses } from './check-stage-uses.ts';
import { dispatchStage } from './dispatch.ts';
import type { Dispatched } from './dispatched.ts';
import { Evaluation } from './evaluation.ts';
import type { Expandable, Expansion } from './expansion.ts';
import { FromArguments } from './from-arguments.ts';
import { evaluateGlobals } from './globals.ts';
import { neededStages, targetStage } from './needed-stages.ts';
import { StageGraph } from './stage-graph.ts';
import { type Stage, type Stages, stages } from './stages.ts';
import type { UndefinedVariable } from './undefined-variable.ts';

/** What a Dockerfile means: the build that BuildKit would make of it. */
export interface Build {
  readonly globals: Stages['globals'];
  readonly stages: readonly BuildStage[];
  readonly graph: StageGraph;
  /** The stage that the build was asked for; `null` where it was asked for none, or for one that is not there. */
  readonly target: BuildStage | null;
  /**
   * For what BuildKit would refuse the file after it has read it, in the order in which it would meet it. All stages are looked at, but where there is a
   * target: of those that it does not need, only what they are built on and what they name counts.
   */
  readonly refusals: readonly Refusal[];
  /** What the build runs, in its order: of the stages that the target needs, where there is one. */
  readonly dispatched: readonly Dispatched[];
  /** The variables that these use though nothing sets them. */
  readonly undefinedVariables: readonly UndefinedVariable[];
  readonly fromArguments: FromArguments;
  /** What a FROM builds on; `null` for one that is not of this file. */
  baseOf(from: From): Base | null;
  /** What a word of the tree stands for; itself where nothing is expanded, `null` where that is not possible. */
  expansionOf(word: Expandable): Expansion | null;
  /** What a word surely stands for; `null` where a variable in it has no value that the file tells. */
  valueOf(word: Expandable): string | null;
  /** What holds where an instruction stands: the settings made before it. */
  stateAt(instruction: Instruction): StageState | null;
  /** Program and arguments of the shell that reads an instruction's shell form. */
  shellOf(instruction: Instruction): readonly string[];
}

const DEFAULT_SHELL = ['/bin/sh', '-c'] as const;

/** Works out stages, variables and settings (Dockerfile reference, "Environment replacement" and "FROM"). */
export function evaluate(
  { document, refusals }: Dockerfile,
  assumptions: Assumptions = noAssumptions,
): Build {
  const evaluation = new Evaluation(document.escape);
  const { globals, stages: found } = stages(document);
  const graph = new StageGraph(found);
  const environment = evaluateGlobals(globals, found, assumptions, evaluation);
  const built = resolveBases(found, environment, evaluation, assumptions.images);
  checkTarget(assumptions, found, graph, evaluation);
  const target = targetStage(built, graph, assumptions.target);
  const needed = neededStages(built, graph, target);
  checkStageUses(found, graph, { evaluation, needed: new Set([...needed].map(({ stage }) => stage)) });
  evaluation.refusals.sort(byOrderOfDiscovery);
  const unreadable = new Set(refusals.map(({ extent }) => extent.start));
  const scope = { globals: environment, buildArgs: assumptions.buildArgs, evaluation, unreadable };
  for (const stage of built) {
    const { length } = evaluation.refusals;
    dispatchStage(stage, scope);
    // BuildKit does not look at what the target can do without.
    if (!needed.has(stage)) evaluation.refusals.length = length;
  }
  const ofNeeded = <T extends { readonly stage: BuildStage }>(found: readonly T[]): readonly T[] =>
    needed.size === built.length ? found : found.filter(({ stage }) => needed.has(stage));
  const bases = new Map(built.map(({ base, stage }) => [stage.from, base]));
  return {
    globals,
    stages: built,
    graph,
    target,
    refusals: evaluation.refusals,
    dispatched: ofNeeded(evaluation.dispatched),
    undefinedVariables: ofNeeded(evaluation.undefinedVariables),
    fromArguments: new FromArguments(environment, evaluation, { globals, stages: found }, assumptions),
    baseOf: (from) => bases.get(from) ?? null,
    expansionOf: (word) => evaluation.expansionOf(word),
    valueOf: (word) => evaluation.valueOf(word),
    stateAt: (instruction) => evaluation.states.get(instruction) ?? null,
    shellOf: (instruction) => evaluation.states.get(instruction)?.shell ?? DEFAULT_SHELL,
  };
}

/** BuildKit reads the names of images when it knows all stages, and looks last whether they stand in the order of their use. */
const LATE = ['invalid-image-name', 'later-stage'];

function byOrderOfDiscovery(one: Refusal, other: Refusal): number {
  return LATE.indexOf(one.rule) - LATE.indexOf(other.rule);
}

function checkTarget(
  { target }: Assumptions,
  found: readonly Stage[],
  graph: StageGraph,
  evaluation: Evaluation,
): void {
  const first = found[0];
  if (target === null || target === '' || first === undefined || graph.byName(target) !== undefined) return;
  const suggestion = closest(target, graph.names);
  const hint = suggestion === null ? '' : ` (did you mean ${suggestion}?)`;
  const words = `target stage ${quoteGo(target)} could not be found${hint}`;
  evaluation.refuse('unknown-target', first.from.keyword.span, first.from.extent, words, null);
}
