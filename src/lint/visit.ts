import { type Item, isInstruction, type Node, type Run } from '../parser/ast.ts';
import { walk } from '../parser/walk.ts';
import { append } from '../text/append.ts';
import type { LintContext } from './lint-context.ts';
import type { Listeners, Place } from './rule.ts';
import type { RuleRun } from './rule-run.ts';

type NodeListener = (node: Node, place: Place) => void;

/** What a rule wants to hear, with the run that keeps its failures in. */
interface Subscription<Listener> {
  readonly run: RuleRun;
  readonly listener: Listener;
}

/** One walk over the file for the listeners of all rules. */
export function visit(context: LintContext, runs: readonly RuleRun[]): void {
  const { document } = context.dockerfile;
  const byKind = sortByKind(runs);
  const ofCommands = runs.flatMap((run) => {
    const listener = run.listeners.Command;
    return listener === undefined ? [] : [{ run, listener }];
  });
  const byFrom = new Map(context.build.stages.map(({ stage }) => [stage.from as Item, stage]));
  let place: Place = { stage: null, onbuild: null };
  for (const item of document.items) {
    const stage = byFrom.get(item) ?? place.stage;
    if (stage !== place.stage) place = { stage, onbuild: null };
    visitItem(item, place);
  }
  for (const run of runs) run.end();

  function visitItem(item: Item, outer: Place): void {
    if (!isInstruction(item)) return emit(item, outer);
    const inner = item.kind === 'Onbuild' ? { stage: outer.stage, onbuild: item } : outer;
    walk(item, (node) => {
      emit(node, node === item ? outer : inner);
      if (node.kind === 'Run' && ofCommands.length > 0) emitCommands(node, inner);
    });
  }

  function emit(node: Node, at: Place): void {
    const subscriptions = byKind.get(node.kind);
    if (subscriptions === undefined) return;
    for (const { listener, run } of subscriptions) run.call(listener, node, at, undefined);
  }

  function emitCommands(node: Run, at: Place): void {
    for (const command of context.script(node).commands) {
      for (const { listener, run } of ofCommands) run.call(listener, command, node, at);
    }
  }
}

function sortByKind(runs: readonly RuleRun[]): ReadonlyMap<string, readonly Subscription<NodeListener>[]> {
  const byKind = new Map<string, Subscription<NodeListener>[]>();
  for (const run of runs) {
    for (const kind in run.listeners) {
      if (kind === 'Command' || kind === 'end') continue;
      // The key pairs the listener with the one kind of node that it takes.
      const listener = run.listeners[kind as keyof Listeners] as NodeListener;
      append(byKind, kind, { run, listener });
    }
  }
  return byKind;
}
