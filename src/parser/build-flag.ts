import type { IToken } from 'chevrotain';
import { MappedText, type Piece } from '../text/mapped-text.ts';
import { readCsvRecord } from '../word/csv-record.ts';
import type { EscapeCharacter, Flag, FlagOption, Text } from './ast.ts';
import type { Place } from './place.ts';

/** Flags whose value is a list of options, written as one line of CSV. */
const withOptions = new Set(['mount', 'device']);

/** `--name=value`; quotes and escape characters are taken out before the first `=` is looked for. */
export function buildFlag(token: IToken, place: Place): Flag {
  const cooked = removeQuotes(token.image, place.escape);
  const equals = cooked.text.indexOf('=');
  const name = textPart(cooked, 2, equals === -1 ? cooked.text.length : equals, token, place);
  const value = equals === -1 ? null : textPart(cooked, equals + 1, cooked.text.length, token, place);
  const options =
    value !== null && withOptions.has(name.value) ? buildOptions(cooked, equals + 1, token, place) : [];
  return { kind: 'Flag', span: place.span(token), name, value, options };
}

function textPart(cooked: MappedText, start: number, end: number, token: IToken, place: Place): Text {
  const { start: from, end: to } = cooked.span(start, end);
  return { kind: 'Text', span: place.span(token, from, to), value: cooked.text.slice(start, end) };
}

/** The text without quotes and escape characters; it maps to offsets in the token. */
function removeQuotes(image: string, escape: EscapeCharacter): MappedText {
  const pieces: Piece[] = [{ at: 0, source: 0 }];
  let text = '';
  let quote: string | null = null;
  for (let at = 0; at < image.length; at++) {
    let char = image[at] ?? '';
    if (char === quote || (quote === null && (char === '"' || char === "'"))) {
      quote = quote === null ? char : null;
      continue;
    }
    if (char === escape) {
      at += 1;
      char = image[at] ?? '';
    }
    const last = pieces.at(-1);
    if (last !== undefined && last.source + text.length - last.at !== at)
      pieces.push({ at: text.length, source: at });
    text += char;
  }
  return new MappedText(text, pieces);
}

/** The comma-separated options behind `start`; none where BuildKit cannot read them, which is refused elsewhere. */
function buildOptions(cooked: MappedText, start: number, token: IToken, place: Place): readonly FlagOption[] {
  const record = readCsvRecord(cooked.text.slice(start));
  if (!record.ok) return [];
  return record.value.map((field) =>
    buildOption(cooked, start + field.start, start + field.end, token, place),
  );
}

function buildOption(
  cooked: MappedText,
  start: number,
  end: number,
  token: IToken,
  place: Place,
): FlagOption {
  const quoted = cooked.text[start] === '"' && cooked.text[end - 1] === '"' && end - start > 1;
  const [from, to] = quoted ? [start + 1, end - 1] : [start, end];
  const equals = cooked.text.slice(from, to).indexOf('=');
  const middle = equals === -1 ? to : from + equals;
  return {
    kind: 'FlagOption',
    span: textPart(cooked, start, end, token, place).span,
    key: textPart(cooked, from, middle, token, place),
    value: equals === -1 ? null : textPart(cooked, middle + 1, to, token, place),
  };
}
