import type { From, Instruction, Trigger } from '../parser/ast.ts';
import type { Span } from '../text/span.ts';
import type { BuildStage } from './build-stage.ts';
import type { Environment } from './environment.ts';
import type { Evaluation } from './evaluation.ts';
import type { Expandable } from './expansion.ts';
import { findUndefined, MOST_SUGGESTIONS, type SearchedWord } from './undefined-variable.ts';

/** What the instructions of a stage are evaluated with. */
export interface Scope {
  readonly globals: Environment;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly evaluation: Evaluation;
  /** Where the lines begin that could not be read: they are refused already. */
  readonly unreadable: ReadonlySet<number>;
}

/** One instruction, where it takes effect. */
export interface Dispatch extends Scope {
  readonly stage: BuildStage;
  readonly instruction: Trigger;
  /** The FROM that makes it run; `null` where it stands in the stage itself. */
  readonly pulledBy: From | null;
  /** The lines that BuildKit names: the instruction's, or for a trigger those of the FROM that pulls it. */
  readonly extent: Instruction['extent'];
}

/** The value of a word where it stands; `null` where there is no word, or it cannot be expanded. */
export function expand(word: Expandable | null, context: Dispatch): string | null {
  if (word === null) return null;
  const { evaluation, extent, stage } = context;
  noteUndefined(word, context);
  return evaluation.expand(word, stage.environment, extent)?.value ?? null;
}

/** Takes down the variables of a word that are not set where it stands. */
export function noteUndefined(
  word: SearchedWord,
  context: Dispatch,
  escape = context.evaluation.escape,
): void {
  const { evaluation, instruction, pulledBy, stage } = context;
  const { undefinedVariables } = evaluation;
  const suggests = undefinedVariables.length < MOST_SUGGESTIONS;
  for (const found of findUndefined(word, stage.environment, escape, suggests))
    undefinedVariables.push({ ...found, instruction, pulledBy, stage });
}

/** Takes down what BuildKit says of a part of the instruction. */
export function refuse(
  { evaluation, extent }: Dispatch,
  rule: string,
  { span }: { readonly span: Span },
  words: string,
): void {
  evaluation.refuse(rule, span, extent, words, null);
}
