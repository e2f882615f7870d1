import { type Item, isInstruction, type Node, type Run } from '../parser/ast.ts';
import { walk } from '../parser/walk.ts';
import type { LintContext } from './lint-context.ts';
import type { Listeners, Place } from './rule.ts';

type NodeListener = (node: Node, place: Place) => void;

/** One walk over the file for the listeners of all rules. */
export function visit(context: LintContext, all: readonly Listeners[]): void {
  const { document } = context.dockerfile;
  const byKind = sortByKind(all);
  const commands = all.flatMap(({ Command }) => Command ?? []);
  const byFrom = new Map(context.build.stages.map(({ stage }) => [stage.from as Item, stage]));
  let place: Place = { stage: null, onbuild: null };
  for (const item of document.items) {
    const stage = byFrom.get(item) ?? place.stage;
    if (stage !== place.stage) place = { stage, onbuild: null };
    visitItem(item, place);
  }
  for (const { end } of all) end?.();

  function visitItem(item: Item, outer: Place): void {
    if (!isInstruction(item)) return emit(item, outer);
    const inner = item.kind === 'Onbuild' ? { stage: outer.stage, onbuild: item } : outer;
    walk(item, (node) => {
      emit(node, node === item ? outer : inner);
      if (node.kind === 'Run' && commands.length > 0) emitCommands(node, inner);
    });
  }

  function emit(node: Node, at: Place): void {
    for (const listener of byKind.get(node.kind) ?? []) listener(node, at);
  }

  function emitCommands(run: Run, at: Place): void {
    for (const command of context.script(run).commands) {
      for (const listener of commands) listener(command, run, at);
    }
  }
}

function sortByKind(all: readonly Listeners[]): ReadonlyMap<string, readonly NodeListener[]> {
  const byKind = new Map<string, NodeListener[]>();
  for (const listeners of all) {
    for (const [kind, listener] of Object.entries(listeners)) {
      if (kind === 'Command' || kind === 'end') continue;
      const list = byKind.get(kind) ?? [];
      // The key pairs the listener with the one kind of node that it takes.
      list.push(listener as NodeListener);
      byKind.set(kind, list);
    }
  }
  return byKind;
}
