import type { IToken } from 'chevrotain';
import { variableReferences } from '../word/variables.ts';
import type { Word } from './ast.ts';
import type { Place } from './place.ts';
import type { VariableReference } from './variable-reference.ts';

const none: readonly VariableReference[] = [];

/** A token, or the part of it from `start` to `end`, as a word with its variables. */
export function buildWord(token: IToken, place: Place, start = 0, end: number = token.image.length): Word {
  const value = token.image.slice(start, end);
  return {
    kind: 'Word',
    span: place.span(token, start, end),
    value,
    variables: buildVariables(value, token, place, start),
  };
}

/** The variables in `value`, which stands at offset `start` of a token. */
export function buildVariables(
  value: string,
  token: IToken,
  place: Place,
  start: number,
): readonly VariableReference[] {
  if (!value.includes('$')) return none;
  return variableReferences(value, place.escape).map(({ name, span, nameSpan, operator, operand }) => ({
    kind: 'VariableReference',
    span: place.span(token, start + span.start, start + span.end),
    name,
    nameSpan: place.span(token, start + nameSpan.start, start + nameSpan.end),
    operator,
    operand: operand && place.span(token, start + operand.start, start + operand.end),
  }));
}
