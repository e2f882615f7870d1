import type { IToken } from 'chevrotain';
import type { Pair } from './ast.ts';
import { buildWord } from './build-word.ts';
import type { MainSyntax } from './grammar.ts';
import type { Place } from './place.ts';
import { LegacyName } from './tokens.ts';

/** The pairs of ARG, ENV and LABEL, in the form `name=value` or `name value`. */
export function buildPairs({ words }: MainSyntax, place: Place): readonly Pair[] {
  const [first, text] = words;
  if (first?.tokenType === LegacyName) return [legacyPair(first, text, place)];
  return words.map((word) => pair(word, place));
}

function legacyPair(first: IToken, text: IToken | undefined, place: Place): Pair {
  const name = buildWord(first, place);
  if (text === undefined) return { kind: 'Pair', span: name.span, name, separator: null, value: null };
  const value = buildWord(text, place);
  return { kind: 'Pair', span: { start: name.span.start, end: value.span.end }, name, separator: ' ', value };
}

function pair(token: IToken, place: Place): Pair {
  const end = withoutLoneEscape(token.image, place.escape);
  const equals = token.image.indexOf('=');
  const span = place.span(token, 0, end);
  if (equals === -1)
    return { kind: 'Pair', span, name: buildWord(token, place, 0, end), separator: null, value: null };
  const name = buildWord(token, place, 0, equals);
  return { kind: 'Pair', span, name, separator: '=', value: buildWord(token, place, equals + 1, end) };
}

/** BuildKit drops an escape character with nothing behind it, as at the end of `ENV a=b\`. */
function withoutLoneEscape(image: string, escape: string): number {
  let count = 0;
  while (image[image.length - 1 - count] === escape) count += 1;
  return count % 2 === 1 && !image.slice(0, -count).includes("'") ? image.length - 1 : image.length;
}
