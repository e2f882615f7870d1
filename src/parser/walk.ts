import type { Document, Kind, Node, NodeOf, Trigger } from './ast.ts';

type Child = Node | null;

/** The children of each kind of node, in the order of the source: a kind that is forgotten here does not compile. */
const children: { readonly [K in Kind]: (node: NodeOf<K>) => readonly Child[] } = {
  Document: (node) => node.items,
  Directive: (node) => [node.name, node.value],
  Comment: () => [],
  BlankLines: () => [],
  Add: (node) => [...before(node), ...node.sources, node.destination, ...node.heredocs],
  Arg: (node) => [...before(node), ...node.pairs],
  Cmd: (node) => [...before(node), node.command],
  Copy: (node) => [...before(node), ...node.sources, node.destination, ...node.heredocs],
  Entrypoint: (node) => [...before(node), node.command],
  Env: (node) => [...before(node), ...node.pairs],
  Expose: (node) => [...before(node), ...node.ports],
  From: (node) => [...before(node), node.image, node.as, node.name, ...node.rest],
  Healthcheck: (node) => [...before(node), node.type, node.command],
  Label: (node) => [...before(node), ...node.pairs],
  Maintainer: (node) => [...before(node), node.name],
  Onbuild: (node) => [
    ...node.comments,
    ...node.blankLines,
    node.keyword,
    ...node.flags,
    ...node.chain,
    node.trigger,
  ],
  OnbuildLink: (node) => [node.keyword, ...node.flags],
  Run: (node) => [...before(node), node.command, ...node.heredocs],
  Shell: (node) => [...before(node), node.command],
  Stopsignal: (node) => [...before(node), node.signal],
  Unknown: (node) => [...before(node), node.rest],
  User: (node) => [...before(node), node.user],
  Volume: (node) => [...before(node), ...node.paths],
  Workdir: (node) => [...before(node), node.path],
  Text: () => [],
  Word: (node) => node.variables,
  JsonString: () => [],
  JsonOther: () => [],
  ExecForm: (node) => node.items,
  ShellForm: () => [],
  Flag: (node) => [node.name, node.value, ...node.options],
  FlagOption: (node) => [node.key, node.value],
  Pair: (node) => [node.name, node.value],
  ImageReference: (node) => [node.name, node.tag, node.digest, ...node.variables],
  Heredoc: (node) => [node.marker, node.body, node.terminator],
  VariableReference: () => [],
};

function before({ comments, blankLines, keyword, flags }: Trigger): readonly Child[] {
  return [...comments, ...blankLines, keyword, ...flags];
}

/** The nodes directly below one. */
export function childrenOf(node: Node): readonly Node[] {
  return candidatesOf(node).filter((child) => child !== null);
}

function candidatesOf(node: Node): readonly Child[] {
  // The table pairs each kind with its own node type, which the compiler cannot follow through the index.
  const of = children[node.kind] as (node: Node) => readonly Child[];
  return of(node);
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walk(root: Document | Node, visit: (node: Node) => void): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    // One at a time: as arguments of one call, many children would not fit on the stack. No lists in between: this is the hottest loop.
    const below = candidatesOf(node);
    for (let at = below.length - 1; at >= 0; at--) {
      const child = below[at];
      if (child) open.push(child);
    }
  }
}
