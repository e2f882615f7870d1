import { type Command, forEachChild, parse, type SyntaxNode, type Word } from 'unbash';
import type { Span } from '../text/span.ts';
import type { ShellCommand, ShellWord } from './command.ts';
import { isNestedTooDeep } from './nesting.ts';
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
  /** Where the script could not be read: commands may be missing. */
  readonly unread: Unread | null;
}

/** Finds the place in the Dockerfile of a part of a script. */
export type Locate = (start: number, end: number) => Span;

/** Reads a script for `sh` or `bash`. No text is refused; what follows a mistake may be missing. */
export function parseScript(script: string, locate: Locate): ShellScript {
  if (isNestedTooDeep(script)) {
    const span = locate(0, script.length);
    return { commands: [], unread: { reason: 'its brackets are nested too deep', span } };
  }
  const tree = parse(script);
  const commands: ShellCommand[] = [];
  collect(tree, locate, commands);
  const error = tree.errors?.[0];
  const unread = error === undefined ? null : { reason: error.message, span: locate(error.pos, error.pos) };
  return { commands, unread };
}

/** Recursion is safe: unbash itself stops at a fixed depth. */
function collect(node: SyntaxNode, locate: Locate, commands: ShellCommand[]): void {
  if (node.type === 'Command' && node.name !== undefined)
    commands.push(...commandsOf(commandWords(node, node.name, locate)));
  forEachChild(node, (child) => collect(child, locateIn(child, node, locate), commands));
}

/** A script in backticks with escapes in it has offsets of its own; its commands are located as a whole. */
function locateIn(child: SyntaxNode, parent: SyntaxNode, locate: Locate): Locate {
  if (child.type !== 'Script' || child.source === undefined) return locate;
  const whole = locate(parent.pos, parent.end);
  return () => whole;
}

function commandWords(command: Command, name: Word, locate: Locate): readonly ShellWord[] {
  const words = [shellWord(name, locate)];
  for (const argument of command.args) {
    if (argument.type === 'Word') words.push(shellWord(argument, locate));
    else words.push({ value: argument.text, isLiteral: false, span: locate(argument.pos, argument.end) });
  }
  return words;
}

function shellWord({ value, parts, pos, end }: Word, locate: Locate): ShellWord {
  const isLiteral = parts === undefined || parts.every(isLiteralPart);
  return { value, isLiteral, span: locate(pos, end) };
}

function isLiteralPart(part: NonNullable<Word['parts']>[number]): boolean {
  if (part.type === 'DoubleQuoted') return part.parts.every(({ type }) => type === 'Literal');
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted';
}
