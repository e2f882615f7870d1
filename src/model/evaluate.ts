import type { From, Instruction } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { Refusal } from '../parser/refusal.ts';
import { closest } from '../text/closest.ts';
import { quoteGo } from '../word/quote-go.ts';
import { type Assumptions, noAssumptions, predefinedArgs } from './assumptions.ts';
import { resolveBases } from './bases.ts';
import type { Base, BuildStage, StageState } from './build-stage.ts';
import { checkStageUses } from './check-stage-uses.ts';
import { dispatchStage } from './dispatch.ts';
import { Environment } from './environment.ts';
import { Evaluation } from './evaluation.ts';
import type { Expandable, Expansion } from './expansion.ts';
import { StageGraph } from './stage-graph.ts';
import { type Stage, type Stages, stages } from './stages.ts';

/** What a Dockerfile means: the build that BuildKit would make of it. */
export interface Build {
  readonly globals: Stages['globals'];
  readonly stages: readonly BuildStage[];
  readonly graph: StageGraph;
  /** For what BuildKit would refuse the file after it has read it, in the order in which it would meet it. All stages are looked at. */
  readonly refusals: readonly Refusal[];
  /** What a FROM builds on; `null` for one that is not of this file. */
  baseOf(from: From): Base | null;
  /** What a word of the tree stands for; itself where nothing is expanded, `null` where that is not possible. */
  expansionOf(word: Expandable): Expansion | null;
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
  const built = resolveBases(found, environment, evaluation);
  checkTarget(assumptions, found, graph, evaluation);
  checkStageUses(found, graph, evaluation);
  const unreadable = new Set(refusals.map(({ extent }) => extent.start));
  const scope = { globals: environment, buildArgs: assumptions.buildArgs, evaluation, unreadable };
  for (const stage of built) dispatchStage(stage, scope);
  const bases = new Map(built.map(({ base, stage }) => [stage.from, base]));
  return {
    globals,
    stages: built,
    graph,
    refusals: evaluation.refusals,
    baseOf: (from) => bases.get(from) ?? null,
    expansionOf: (word) => evaluation.expansionOf(word),
    stateAt: (instruction) => evaluation.states.get(instruction) ?? null,
    shellOf: (instruction) => evaluation.states.get(instruction)?.shell ?? DEFAULT_SHELL,
  };
}

/** The arguments before the first FROM, each evaluated over those before it. */
function evaluateGlobals(
  globals: readonly Instruction[],
  found: readonly Stage[],
  { buildArgs, target }: Assumptions,
  evaluation: Evaluation,
): Environment {
  const environment = new Environment();
  const targetStage = target ?? found.at(-1)?.name ?? 'default';
  for (const [name, value] of predefinedArgs(targetStage))
    environment.set(name, buildArgs.get(name) ?? value);
  for (const instruction of globals) {
    if (instruction.kind !== 'Arg') continue;
    for (const { name, value } of instruction.pairs) {
      environment.declare(name.value);
      const given = buildArgs.get(name.value);
      const expansion =
        given === undefined && value !== null
          ? evaluation.expand(value, environment, instruction.extent)
          : null;
      const known = given ?? expansion?.value;
      if (known !== undefined) environment.set(name.value, known);
    }
  }
  return environment;
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
