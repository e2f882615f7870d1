/**
 * The vocabulary. The lexer reads logical lines, one to a line of its input; a keyword switches to the mode that fits its
 * arguments, the line break switches back. What a pattern cannot say alone (a flag is one only before the arguments, a `[`
 * begins the exec form only if a JSON array follows) is asked of the tokens matched so far.
 */
import {
  type CustomPatternMatcherReturn,
  createToken,
  type IToken,
  type ITokenConfig,
  Lexer,
  type TokenType,
} from 'chevrotain';
import { isSpace } from '../text/space.ts';
import type { EscapeCharacter } from './ast.ts';
import {
  type ArgumentGrammar,
  type InstructionKind,
  instructionKinds,
  instructions,
} from './instructions.ts';
import { endsFlag, flagEnd, isJsonArray, pairWordEnd } from './scan.ts';

/** `file` before the first line, `keyword` at the beginning of a line, `json` in an exec form, `rest` for one last text; else by grammar. */
type Mode = ArgumentGrammar | 'file' | 'keyword' | 'json' | 'rest';

/** Modes do not nest: each switch replaces the mode above `file`, which stays at the bottom since Chevrotain cannot replace the last one. */
function switchTo(mode: Mode) {
  return { pop_mode: true, push_mode: mode };
}

/**
 * Chevrotain sorts patterns by the characters they can begin with; code units from 256 on fall into buckets of 255, of which one
 * member each must be named. Where a pattern states them, it need not be analysed at every start.
 */
const anyCharacter: readonly number[] = [
  ...Array.from({ length: 256 }, (_, unit) => unit),
  ...Array.from({ length: 257 }, (_, bucket) => Math.max(256, 255 * (bucket + 1))),
];

function startingWith(test: (unit: number) => boolean): number[] {
  return anyCharacter.filter(test);
}

const isInstructionBlank = (unit: number): boolean =>
  unit === 0x20 || (unit >= 0x09 && unit <= 0x0d && unit !== 0x0a);
const wordStart = startingWith((unit) => unit !== 0x0a && !isInstructionBlank(unit));
/** White space from U+0100 on is named itself: the member that stands for its bucket is none. */
const spaceStart = [
  ...startingWith((unit) => unit < 256 && unit !== 0x0a && isSpace(unit)),
  ...[0x1680, 0x2000, 0x2028, 0x202f, 0x205f, 0x3000],
];
const textStart = startingWith((unit) => unit !== 0x0a);

/** The escape character of the file being read. Patterns that depend on it read it here: a lexer run is synchronous. */
let escape: EscapeCharacter = '\\';

/** Sets the escape character for the next run of the lexer. */
export function setEscape(character: EscapeCharacter): void {
  escape = character;
}

function token(name: string, config: Omit<ITokenConfig, 'name'>): TokenType {
  return createToken({ name, line_breaks: false, ...config });
}

/** Tokens behind which the arguments have not begun. */
const leading = new Set<TokenType>();
const beforeFlags = new Set<TokenType>();

type Matcher = (text: string, offset: number, matched: IToken[]) => CustomPatternMatcherReturn | null;

/** A pattern that holds only where the tokens so far end in one of `before`; `end` gives the offset behind the match, or -1. */
function after(before: ReadonlySet<TokenType>, end: (text: string, offset: number) => number): Matcher {
  return (text, offset, matched) => {
    const last = matched.at(-1);
    if (last === undefined || !before.has(last.tokenType)) return null;
    const to = end(text, offset);
    return to > offset ? [text.slice(offset, to)] : null;
  };
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline;
}

// Blanks

/** Stands before every line, the first too. */
export const Newline = token('Newline', { pattern: '\n', line_breaks: true, ...switchTo('keyword') });
const FirstNewline = token('FirstNewline', {
  pattern: '\n',
  line_breaks: true,
  categories: [Newline],
  push_mode: 'keyword',
});

/** Between keyword and arguments any white space goes; between arguments only these few. */
const LeadingBlank = token('LeadingBlank', {
  pattern: after(leading, skipBlanks),
  start_chars_hint: spaceStart,
  group: Lexer.SKIPPED,
});

/** Stops at the line break; looking for that first would take a long line's time again at each of its words. */
function skipBlanks(text: string, offset: number): number {
  let to = offset;
  while (to < text.length && text.charCodeAt(to) !== 0x0a && isSpace(text.charCodeAt(to))) to += 1;
  return to;
}

const Blank = token('Blank', {
  pattern: /[\t\v\f\r ]+/,
  start_chars_hint: [...'\t\v\f\r '],
  group: Lexer.SKIPPED,
});

/** ARG, ENV and LABEL split their words at any white space. */
const PairBlank = token('PairBlank', {
  pattern: (text, offset) => {
    const to = skipBlanks(text, offset);
    return to > offset ? [text.slice(offset, to)] : null;
  },
  start_chars_hint: spaceStart,
  group: Lexer.SKIPPED,
});

// Keywords

export const UnknownKeyword = token('UnknownKeyword', {
  pattern: /[^\t\v\f\r \n]+/,
  start_chars_hint: wordStart,
  ...switchTo('rest'),
});

/** One token for all keywords whose arguments follow one grammar: fewer tokens are sorted sooner, and a start does it anew. */
function keyword(grammar: ArgumentGrammar): TokenType {
  const kinds = instructionKinds.filter((kind) => instructions[kind].grammar === grammar);
  return token(`${grammar}Keyword`, {
    pattern: new RegExp(kinds.join('|'), 'i'),
    start_chars_hint: kinds.flatMap((kind) => [kind.charAt(0), kind.charAt(0).toLowerCase()]),
    longer_alt: UnknownKeyword,
    ...switchTo(grammar),
  });
}

export const keywordOf: Readonly<Record<ArgumentGrammar, TokenType>> = {
  words: keyword('words'),
  paths: keyword('paths'),
  command: keyword('command'),
  text: keyword('text'),
  pairs: keyword('pairs'),
  names: keyword('names'),
  health: keyword('health'),
  trigger: keyword('trigger'),
};

const keywords = Object.values(keywordOf);

const kindsByName = new Map<string, InstructionKind>(
  instructionKinds.map((kind) => [kind.toUpperCase(), kind]),
);

/** The instruction that a keyword token stands for; `null` for an unknown one. */
export function kindOf({ image, tokenType }: IToken): InstructionKind | null {
  return tokenType === UnknownKeyword ? null : (kindsByName.get(image.toUpperCase()) ?? null);
}

// Flags

function flagAt(text: string, offset: number): number {
  return text.startsWith('--', offset) ? flagEnd(text, offset, escape) : -1;
}

export const Flag = token('Flag', { pattern: after(beforeFlags, flagAt), start_chars_hint: ['-'] });

/** A bare `--`: what follows is no flag any more. */
export const FlagsEnd = token('FlagsEnd', {
  pattern: after(beforeFlags, (text, offset) => (flagAt(text, offset) === offset + 2 ? offset + 2 : -1)),
  start_chars_hint: ['-'],
});

// Arguments

export const Word = token('Word', { pattern: /[^\t\v\f\r \n]+/, start_chars_hint: wordStart });

/** The text of the shell form, and of instructions with one argument. */
export const Text = token('Text', { pattern: /[^\n]+/, start_chars_hint: textStart });

export const PairWord = token('PairWord', {
  pattern: (text, offset) => {
    const to = pairWordEnd(text, offset, escape);
    return to > offset ? [text.slice(offset, to)] : null;
  },
  start_chars_hint: wordStart,
});

/** The name of `ENV name value`: the first word has no `=`. */
export const LegacyName = token('LegacyName', {
  pattern: after(leading, legacyNameEnd),
  start_chars_hint: wordStart,
  ...switchTo('rest'),
});

function legacyNameEnd(text: string, offset: number): number {
  if (text.slice(offset, pairWordEnd(text, offset, escape)).includes('=')) return -1;
  let to = offset;
  while (to < text.length && text.charCodeAt(to) !== 0x0a && !isInstructionBlank(text.charCodeAt(to)))
    to += 1;
  return to;
}

/** `CMD` or `NONE`. */
export const HealthType = token('HealthType', {
  pattern: (text, offset) => {
    if (text[offset] === '\n') return null;
    let to = offset + 1;
    while (to < text.length && !endsFlag(text.charCodeAt(to))) to += 1;
    return [text.slice(offset, to)];
  },
  start_chars_hint: wordStart,
  ...switchTo('command'),
});

// Exec form

export const LeftBracket = token('LeftBracket', {
  pattern: after(leading, (text, offset) => {
    if (text[offset] !== '[') return -1;
    return isJsonArray(text.slice(offset, lineEnd(text, offset))) ? offset + 1 : -1;
  }),
  start_chars_hint: ['['],
  ...switchTo('json'),
});
export const RightBracket = token('RightBracket', { pattern: ']' });
export const Comma = token('Comma', { pattern: ',' });
export const JsonString = token('JsonString', {
  pattern: /"(?:[^"\\\n]|\\[^\n])*"/,
  start_chars_hint: ['"'],
});
/** A number, literal, array or object: valid JSON, but not what an exec form may hold. */
export const JsonOther = token('JsonOther', {
  pattern: (text, offset) => [text.slice(offset, jsonValueEnd(text, offset))],
  start_chars_hint: [...'-0123456789tfn[{'],
});

/** The offset behind the JSON value at `offset`; counts brackets instead of recursing, so that no input is too deep. */
function jsonValueEnd(text: string, offset: number): number {
  const part = /"(?:[^"\\]|\\.)*"|[[\]{},]|[^"[\]{},\s]+|\s+/y;
  let depth = 0;
  let at = offset;
  do {
    part.lastIndex = at;
    const match = part.exec(text)?.[0] ?? text.slice(at);
    if (match === '[' || match === '{') depth += 1;
    else if (match === ']' || match === '}') depth -= 1;
    at += match.length;
  } while (depth > 0 && at < text.length);
  return at;
}

for (const type of keywords) beforeFlags.add(type);
beforeFlags.add(UnknownKeyword).add(Flag);
for (const type of [...beforeFlags, FlagsEnd, HealthType]) leading.add(type);

const flags = [LeadingBlank, FlagsEnd, Flag];

/** The tokens of each mode, in the order they are tried. */
export const modes: Readonly<Record<Mode, TokenType[]>> = {
  file: [FirstNewline],
  keyword: [Newline, Blank, ...keywords, UnknownKeyword],
  words: [Newline, ...flags, Blank, Word],
  paths: [Newline, ...flags, Blank, LeftBracket, Word],
  command: [Newline, ...flags, LeftBracket, Text],
  text: [Newline, ...flags, Text],
  pairs: [Newline, ...flags, PairBlank, LegacyName, PairWord],
  names: [Newline, ...flags, PairBlank, PairWord],
  health: [Newline, ...flags, HealthType],
  trigger: [Newline, ...flags, ...keywords, UnknownKeyword],
  rest: [Newline, ...flags, Blank, Text],
  json: [Newline, Blank, LeftBracket, RightBracket, Comma, JsonString, JsonOther],
};

/** Every token type, categories included: what the grammar is made of. */
export const vocabulary: TokenType[] = [...new Set(Object.values(modes).flat())];
