import type { CommandExpansionPart, HereDoc, Word } from 'unbash';
import type { Heredoc } from '../parser/ast.ts';
import { MappedText, type Piece } from '../text/mapped-text.ts';
import type { Locate } from './locate.ts';

/** A script that stands inside another: in a word, a here-document, or backticks. */
export interface InnerScript {
  readonly text: string;
  /** Finds its parts, given how to find those of the script around it. */
  locateIn(outer: Locate): Locate;
}

/** A CR at the end of a line would become part of the last word, which nobody means. */
const RETURNS = /(\r)(?=\n)/g;
const TABS_AND_RETURNS = /(^\t+)|(\r)(?=\n)/gm;
const TABS = /(^\t+)/gm;
const ESCAPES = /(\\)[$`\\]/g;
const TABS_AND_ESCAPES = /(^\t+)|(\\)[$`\\]/gm;
const ESCAPES_IN_QUOTES = /(\\)[$`"\\]/g;
const NOTHING = /(?!)/g;

/** What `sh -c` runs: a word without its quotes and escapes. */
export function wordScript(word: Word): InnerScript {
  const { pos, text, value } = word;
  const quote = text[0] ?? '';
  const isQuoted = text.length > 1 && `'"`.includes(quote) && text.endsWith(quote);
  const candidate = isQuoted
    ? dropMatches(text.slice(1, -1), pos + 1, quote === '"' ? ESCAPES_IN_QUOTES : NOTHING)
    : dropMatches(text, pos, NOTHING);
  return place(value, [candidate], word);
}

/** What a shell reads from a here-document: no tabs before a line behind `<<-`, no escapes behind a delimiter without quotes. */
export function heredocScript({ body, delimiter, operator }: HereDoc): InnerScript {
  const [tabs, escapes] = [operator === '<<-', delimiter?.quoted !== true];
  const pattern = tabs ? (escapes ? TABS_AND_ESCAPES : TABS) : escapes ? ESCAPES : NOTHING;
  const script = dropMatches(body.text, body.pos, pattern);
  return place(script.text, [script], body);
}

/** What backticks run. `source` is what the shell parser read there. */
export function backtickScript(part: CommandExpansionPart, source: string): InnerScript {
  const inside = part.text.slice(1, -1);
  const candidates = [ESCAPES, ESCAPES_IN_QUOTES].map((pattern) =>
    dropMatches(inside, part.pos + 1, pattern),
  );
  return place(source, candidates, part);
}

/** What the shell reads from a here-document of the Dockerfile, with its characters' places there. */
export function bodyScript({ body, chomp }: Heredoc): MappedText {
  return dropMatches(body.value, body.span.start, chomp ? TABS_AND_RETURNS : RETURNS);
}

/** Of the candidates the one with the script's text says where it stands. Without one, each part is located as the whole. */
function place(
  text: string,
  candidates: readonly MappedText[],
  whole: { readonly pos: number; readonly end: number },
): InnerScript {
  const mapped = candidates.find((candidate) => candidate.text === text);
  const locateIn = (outer: Locate): Locate => {
    if (mapped === undefined) return () => outer(whole.pos, whole.end);
    return (start, end) => {
      const span = mapped.span(start, end);
      return outer(span.start, span.end);
    };
  };
  return { text, locateIn };
}

/** Leaves out the first group of each match. */
function dropMatches(text: string, source: number, pattern: RegExp): MappedText {
  const pieces: Piece[] = [];
  let kept = '';
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push({ at: kept.length, source: source + from });
    kept += text.slice(from, match.index);
    from = match.index + (match[1] ?? match[2] ?? '').length;
  }
  pieces.push({ at: kept.length, source: source + from });
  return new MappedText(kept + text.slice(from), pieces);
}
