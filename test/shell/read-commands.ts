import { evaluate } from '../../src/model/evaluate.ts';
import { parse } from '../../src/parser/parse.ts';
import { walk } from '../../src/parser/walk.ts';
import type { ShellCommand } from '../../src/shell/command.ts';
import { type RunScript, readRun } from '../../src/shell/run-script.ts';
import type { Span } from '../../src/text/span.ts';

/** What the RUNs of a Dockerfile execute, and the text that a span of it stands for. */
export interface ReadCommands extends RunScript {
  textAt(at: { readonly span: Span }): string;
}

export function readCommands(text: string): ReadCommands {
  const dockerfile = parse(text);
  const build = evaluate(dockerfile);
  const scripts: RunScript[] = [];
  walk(dockerfile.document, (node) => {
    if (node.kind === 'Run') scripts.push(readRun(node, build.shellOf(node)));
  });
  return {
    commands: scripts.flatMap(({ commands }) => commands),
    unread: scripts.flatMap(({ unread }) => unread),
    textAt: ({ span }) => dockerfile.source.text.slice(span.start, span.end),
  };
}

/** `sudo > apt-get update`: who runs it, its name, and its words. */
function renderCommand({ name, words, wrapper }: ShellCommand): string {
  const command = [name, ...words.map(({ value }) => value)].join(' ');
  const wrappers: string[] = [];
  for (let outer = wrapper; outer !== null; outer = outer.wrapper) wrappers.unshift(`${outer.name} > `);
  return wrappers.join('') + command;
}

/** The commands of one RUN, rendered. */
export function commandsOfRun(run: string, before = ''): readonly string[] {
  return readCommands(`FROM alpine\n${before}RUN ${run}\n`).commands.map(renderCommand);
}
