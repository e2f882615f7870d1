import {
  type Command,
  type CommandExpansionPart,
  forEachChild,
  type ParsedScript,
  type Pipeline,
  parse,
  type SyntaxNode,
} from 'unbash';
import type { Span } from '../text/span.ts';
import type { CommandContext, ShellCommand } from './command.ts';
import { backtickScript } from './inner-script.ts';
import type { Locate } from './locate.ts';
import { DEEPEST, refuseScript, TOO_DEEP } from './nesting.ts';
import { scriptsOf } from './scripts-of.ts';
import { shellWord } from './shell-word.ts';
import { commandsOf } from './wrappers.ts';

/** A place from which a script could not be read. */
export interface Unread {
  readonly reason: string;
  readonly span: Span;
}

/** What was read of a shell script. */
export interface ShellScript {
  /** Every simple command, in the order of the text. */
  readonly commands: readonly ShellCommand[];
  /** Where the script, or one inside it, could not be read: commands may be missing. */
  readonly unread: readonly Unread[];
}

/** A place in the tree, and what was found so far. */
interface Scope {
  readonly found: { readonly commands: ShellCommand[]; readonly unread: Unread[] };
  readonly context: CommandContext;
  readonly locate: Locate;
}

/** A script in an argument has to be read anew: a few in one another are enough. */
const LEVELS_OF_SCRIPT = 150;

/** Reads a script for `sh` or `bash`. No text is refused; what follows a mistake may be missing. */
export function parseScript(script: string, locate: Locate): ShellScript {
  const found = { commands: [], unread: [] };
  readScript(script, { found, context: { wrapper: null, pipedFrom: null, isMain: true }, locate }, 0);
  return found;
}

function readScript(script: string, scope: Scope, level: number): void {
  const reason = level > DEEPEST ? TOO_DEEP : refuseScript(script);
  if (reason === null) collect(parse(script), scope, level);
  else refuse(reason, 0, script.length, scope);
}

/** One place in a script is enough to say that commands may be missing. */
function refuse(reason: string, start: number, end: number, { found, locate }: Scope): void {
  if (found.unread.length === 0) found.unread.push({ reason, span: locate(start, end) });
}

/** `level` is how many nodes are around. */
function collect(node: SyntaxNode, scope: Scope, level: number): void {
  if (level > DEEPEST) return refuse(TOO_DEEP, node.pos, node.end, scope);
  switch (node.type) {
    case 'Pipeline':
      return collectPipeline(node, scope, level);
    case 'Command':
      return collectCommand(node, scope, level);
    case 'CommandExpansion':
      return collectChildren(node, aside({ ...scope, locate: locateIn(node, scope.locate) }), level);
    case 'Script':
      takeErrors(node, scope);
      return collectChildren(node, scope, level);
    case 'Statement':
      return collectChildren(node, node.background ? aside(scope) : scope, level);
    case 'CompoundList':
    case 'AndOr':
    case 'BraceGroup':
    case 'Redirected':
      return collectChildren(node, scope, level);
    default:
      return collectChildren(node, aside(scope), level);
  }
}

function collectChildren(node: SyntaxNode, scope: Scope, level: number): void {
  forEachChild(node, (child) => collect(child, scope, level + 1));
}

/** What is not of the main sequence. */
function aside(scope: Scope): Scope {
  const { context } = scope;
  return context.isMain ? { ...scope, context: { ...context, isMain: false } } : scope;
}

/** Positions in a script in backticks with escapes in it count from its own start. */
function locateIn(node: CommandExpansionPart, locate: Locate): Locate {
  const source = node.script?.source;
  return source === undefined ? locate : backtickScript(node, source).locateIn(locate);
}

function takeErrors({ errors = [] }: ParsedScript, scope: Scope): void {
  const [error] = errors;
  if (error !== undefined) refuse(error.message, error.pos, error.pos, scope);
}

/** `a | b`: everything in `b` reads what `a` writes. */
function collectPipeline({ commands }: Pipeline, scope: Scope, level: number): void {
  let inner = commands.length === 1 ? scope : aside(scope);
  for (const command of commands) {
    const first = scope.found.commands.length;
    collect(command, inner, level + 1);
    const pipedFrom = scope.found.commands[first] ?? null;
    inner = { ...inner, context: { ...inner.context, pipedFrom } };
  }
}

/** The command, those that it runs, the scripts that these run, and what is substituted in its words. */
function collectCommand(node: Command, scope: Scope, level: number): void {
  const inner = aside(scope);
  if (node.name === undefined) return collectChildren(node, inner, level);
  const parts = [node.name, ...node.args];
  const words = parts.map((part) => shellWord(part, scope.locate));
  const commands = commandsOf(words, scope.context);
  for (const command of commands) scope.found.commands.push(command);
  const scripts = scriptsOf(commands, words, parts, node.redirects);
  for (const { script, wrapper } of scripts) {
    const runBy: Scope = {
      found: scope.found,
      context: { ...inner.context, wrapper },
      locate: script.locateIn(scope.locate),
    };
    readScript(script.text, runBy, level + LEVELS_OF_SCRIPT);
  }
  if (scripts.length === 0) return collectChildren(node, inner, level);
  const read = new Set<SyntaxNode>(scripts.map((script) => script.node));
  forEachChild(node, (child) => {
    if (!read.has(child)) collect(child, inner, level + 1);
  });
}
