import type { Assignment, CommandArgument, Word, WordPart } from 'unbash';
import type { ShellWord } from './command.ts';
import type { Locate } from './locate.ts';

/** A word of the shell parser's tree, as rules see it. */
export function shellWord(argument: CommandArgument, locate: Locate): ShellWord {
  const span = locate(argument.pos, argument.end);
  if (argument.type === 'Word') return { value: argument.value, isLiteral: isLiteral(argument), span };
  const { text, value } = argument;
  if (value.type !== 'Word') return { value: text, isLiteral: false, span };
  return { value: beforeValue(argument) + value.value, isLiteral: isLiteral(value), span };
}

/** `NAME=` */
function beforeValue({ pos, text, value }: Assignment): string {
  return text.slice(0, value.pos - pos);
}

function isLiteral({ parts, text }: Word): boolean {
  return !text.startsWith('~') && (parts === undefined || parts.every(isLiteralPart));
}

function isLiteralPart(part: WordPart): boolean {
  if (part.type === 'DoubleQuoted') return part.parts.every(({ type }) => type === 'Literal');
  return part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted';
}
