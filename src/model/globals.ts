import type { Instruction } from '../parser/ast.ts';
import { type Assumptions, predefinedArgs } from './assumptions.ts';
import { Environment } from './environment.ts';
import type { Evaluation } from './evaluation.ts';
import type { Stage } from './stages.ts';

/** The arguments before the first FROM, each evaluated over those before it. */
export function evaluateGlobals(
  globals: readonly Instruction[],
  found: readonly Stage[],
  { buildArgs, platform, target }: Assumptions,
  evaluation: Evaluation,
): Environment {
  const environment = new Environment();
  const targetStage = target ?? found.at(-1)?.name ?? 'default';
  for (const [name, value] of predefinedArgs(targetStage, platform))
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

/** The arguments about platforms of which the value is a guess: nobody said what the build is for, or where it runs. */
export function assumedArguments(
  globals: Environment,
  { buildArgs, platform }: Assumptions,
): ReadonlySet<string> {
  const guesses = [...predefinedArgs('', platform)].filter(
    ([name, value]) => name !== 'TARGETSTAGE' && globals.get(name) === value && !buildArgs.has(name),
  );
  const names = guesses.map(([name]) => name);
  return new Set(platform === undefined ? names : names.filter((name) => name.startsWith('BUILD')));
}
