import type { IToken } from 'chevrotain';
import type { Argument, CommandForm, ExecForm, JsonItem } from './ast.ts';
import { buildWord } from './build-word.ts';
import type { ExecSyntax, MainSyntax } from './grammar.ts';
import type { Place } from './place.ts';
import { JsonString } from './tokens.ts';

/** The exec form or the shell form; `null` where nothing stands. */
export function buildCommand({ exec, words }: MainSyntax, place: Place): CommandForm | null {
  if (exec !== null) return buildExecForm(exec, place);
  const [text] = words;
  if (text === undefined) return null;
  const offset = place.offset(text);
  const { pieces } = place.line.text.slice(offset, offset + text.image.length);
  return { kind: 'ShellForm', span: place.span(text), text: text.image, pieces };
}

/** The arguments of ADD, COPY and VOLUME: the items of a JSON array, or words. */
export function buildArguments(
  { exec, words }: MainSyntax,
  place: Place,
): { form: 'exec' | 'words'; items: readonly Argument[] } {
  if (exec !== null) return { form: 'exec', items: exec.items.map((item) => buildJsonItem(item, place)) };
  return { form: 'words', items: words.map((word) => buildWord(word, place)) };
}

function buildExecForm({ open, items, close }: ExecSyntax, place: Place): ExecForm {
  const span = { start: place.span(open).start, end: place.span(close).end };
  return { kind: 'ExecForm', span, items: items.map((item) => buildJsonItem(item, place)) };
}

function buildJsonItem(token: IToken, place: Place): JsonItem {
  const span = place.span(token);
  if (token.tokenType !== JsonString) return { kind: 'JsonOther', span, value: token.image };
  return { kind: 'JsonString', span, value: decodeJsonString(token.image) };
}

/** Go writes U+FFFD for a lone surrogate, JavaScript keeps it. */
function decodeJsonString(image: string): string {
  if (!image.includes('\\')) return image.slice(1, -1).toWellFormed();
  const value: string = JSON.parse(image);
  return value.toWellFormed();
}
