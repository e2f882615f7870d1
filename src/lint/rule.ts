import type { Severity } from '../diagnostic.ts';
import type { Stage } from '../model/stages.ts';
import type { Kind, NodeOf, Onbuild, Run } from '../parser/ast.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { Span } from '../text/span.ts';
import type { LintContext } from './lint-context.ts';
import type { Messages, Values } from './message.ts';
import type { DeclaredPreset } from './presets.ts';
import type { OptionSpecs, OptionValues } from './rule-options.ts';

/** What rules guard. */
export const categories = [
  'correctness',
  'security',
  'reproducibility',
  'size',
  'style',
  'deprecation',
] as const;

export type Category = (typeof categories)[number];

/** Where in the file a node stands. */
export interface Place {
  /** `null` before the first FROM. */
  readonly stage: Stage | null;
  /** The ONBUILD around the node: it does not run in this build. */
  readonly onbuild: Onbuild | null;
}

/** Called for each node of a kind, parents first; `Command` for each command in a RUN; `end` when the file is over. */
export type Listeners = {
  readonly [K in Kind]?: (node: NodeOf<K>, place: Place) => void;
} & {
  readonly Command?: (command: ShellCommand, run: Run, place: Place) => void;
  readonly end?: () => void;
};

/** Takes down a finding: a message, what it points at, and the values of the message's placeholders. */
export type Report<M extends Messages> = <Id extends keyof M & string>(
  id: Id,
  at: Span | { readonly span: Span },
  ...values: Values<M[Id]>
) => void;

/** What `check` is given: the file, how to report, and what the user set. */
export interface RuleContext<M extends Messages, O extends OptionSpecs> {
  readonly file: LintContext;
  readonly report: Report<M>;
  readonly options: OptionValues<O>;
}

interface RuleFacts<M extends Messages, O extends OptionSpecs> {
  /** The problem, in a few words. */
  readonly summary: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Its code in other tools. */
  readonly aliases?: { readonly hadolint?: string; readonly buildkit?: string };
  /** The names of rules of the other family about the same problem: where both report it, one finding is left. */
  readonly sameProblemAs?: string | readonly string[];
  /** The refusals of BuildKit about the same problem, by their names: where both point at it, this rule's finding is left. */
  readonly replaces?: readonly string[];
  /** The presets that have it, at its severity (`true`) or another. */
  readonly presets: Readonly<Partial<Record<DeclaredPreset, true | Severity>>>;
  readonly messages: M;
  readonly options?: O;
}

/** A rule as its author writes it. `check` runs once for each file; what it remembers is a local of it. */
export interface RuleDefinition<M extends Messages, O extends OptionSpecs> extends RuleFacts<M, O> {
  check(context: RuleContext<M, O>): Listeners;
}

/** `report` for the engine, which cannot know a rule's messages. */
type AnyReport = (
  id: string,
  at: Span | { readonly span: Span },
  values?: Readonly<Record<string, string | number>>,
) => void;

/** A rule of which only the engine knows the messages and options. */
export interface AnyRule extends RuleFacts<Messages, OptionSpecs> {
  check(context: {
    readonly file: LintContext;
    readonly report: AnyReport;
    readonly options: OptionValues<OptionSpecs>;
  }): Listeners;
}

/** A rule with its name, which is the name of its file. */
export interface Rule extends AnyRule {
  readonly name: string;
}

/** Declares a rule: the compiler ties the calls of `report` to the messages, and `options` to their types. */
export function defineRule<const M extends Messages, const O extends OptionSpecs = Record<never, never>>(
  definition: RuleDefinition<M, O>,
): AnyRule {
  // The engine calls `check` with this rule's own options, and reports only through its messages.
  return definition as unknown as AnyRule;
}
