import { type Command, forEachChild, parse, type SyntaxNode, type Word } from 'unbash';
import type { MappedText } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import type { ShellCommand, ShellWord } from './command.ts';
import { isNestedTooDeep } from './nesting.ts';
import { commandsOf } from './wrappers.ts';

/** What was read of a shell script. */
export interface ShellScript {
  /** Every simple command, in the order of the text. */
  readonly commands: readonly ShellCommand[];
  /** Where the script could not be read: commands may be missing. */
  readonly unread: { readonly reason: string; readonly span: Span } | null;
}

/** Reads a script for `sh` or `bash`. No text is refused; what follows a mistake may be missing. */
export function parseScript(script: MappedText): ShellScript {
  if (isNestedTooDeep(script.text)) {
    const span = script.span(0, script.text.length);
    return { commands: [], unread: { reason: 'its brackets are nested too deep', span } };
  }
  const tree = parse(script.text);
  const commands: ShellCommand[] = [];
  collect(tree, (start, end) => script.span(start, end), commands);
  const error = tree.errors?.[0];
  const unread =
    error === undefined ? null : { reason: error.message, span: script.span(error.pos, error.pos) };
  return { commands, unread };
}

type Locate = (start: number, end: number) => Span;

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
