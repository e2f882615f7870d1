import { skipSpace } from '../text/space.ts';
import type { Span } from '../text/span.ts';
import type { FoundVariable } from './found-variable.ts';
import { applyModifier, type Outcome } from './modifiers.ts';
import { type ListedWord, WordList } from './word-list.ts';

/** The ways in which BuildKit reads words. */
export interface WordMode {
  /** The character that escapes others: `\` unless the file says otherwise. */
  readonly escape?: string | undefined;
  /** Quotes stay in the result. */
  readonly rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  readonly rawEscapes?: boolean;
  /** Quotes are ordinary characters, as in the body of a here-document. */
  readonly skipProcessQuotes?: boolean;
  /** Variables that are not set stay as they are written. */
  readonly skipUnsetEnv?: boolean;
  /** Words are wanted, not only one text. */
  readonly split?: boolean;
  /** Goes on where a value does not fit its modifier: only the variables are wanted. */
  readonly lenient?: boolean;
}

/** What is wrong with a word, and where in it. */
interface Failure {
  readonly message: string;
  readonly span: Span;
}

/** Something open whose end is still to come. A stack of them stands where others would recurse, so that no nesting is too deep. */
interface Frame {
  /** What ends it: the word's end (`null`), the quote, or the `}` or `/` of a substitution's operand. */
  readonly stop: '"' | '}' | '/' | null;
  readonly start: number;
  readonly rawEscapes: boolean;
  readonly substitution: OpenSubstitution | null;
  text: string;
}

/** A `${name` whose operands are being read. */
interface OpenSubstitution {
  readonly start: number;
  readonly name: string;
  readonly nameSpan: Span;
  readonly operator: string;
  readonly operandStart: number;
  pattern: string;
}

const NAME = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SPECIAL = /[$"'\\`}/<]/g;

/** BuildKit's word lexer: reads a word once, from left to right, and expands it on the way. */
export class WordLexer {
  readonly #word: string;
  readonly #escape: string;
  readonly #mode: WordMode;
  readonly #env: (name: string) => string | undefined;
  readonly #onVariable: (variable: FoundVariable) => void;
  readonly #list = new WordList();
  readonly #frames: Frame[] = [];
  #frame: Frame;
  #at = 0;
  #failure: Failure | null = null;

  constructor(
    word: string,
    mode: WordMode,
    env: (name: string) => string | undefined,
    onVariable: (variable: FoundVariable) => void = () => {},
  ) {
    this.#word = word;
    this.#escape = mode.escape ?? '\\';
    this.#mode = mode;
    this.#env = env;
    this.#onVariable = onVariable;
    this.#frame = {
      stop: null,
      start: 0,
      rawEscapes: mode.rawEscapes ?? false,
      substitution: null,
      text: '',
    };
  }

  /** Everything as one word. */
  get value(): string {
    return this.#frame.text;
  }

  /** Split at white space. */
  get words(): readonly ListedWord[] {
    return this.#list.words;
  }

  /** Reads the whole word; what is wrong with it, or `null`. */
  run(): Failure | null {
    // Go's scanner drops a byte order mark at the beginning.
    if (this.#word.startsWith('\uFEFF')) this.#at = 1;
    while (this.#failure === null && this.#at < this.#word.length) this.#step();
    if (this.#failure === null && this.#frame.stop !== null)
      this.#fail(this.#frame.start, unfinished(this.#frame.stop));
    return this.#failure;
  }

  #step(): void {
    const { stop } = this.#frame;
    const character = this.#word[this.#at] ?? '';
    if (character === stop) this.#close(stop);
    else if (character === '$') this.#readVariable();
    else if (character === this.#escape) this.#readEscape();
    else if (character === "'" && this.#quotesCount) this.#readSingleQuoted();
    else if (character === '"' && this.#quotesCount) this.#openDoubleQuotes();
    else if (stop === null && this.#word.startsWith('<<', this.#at)) this.#readHeredocSign();
    else this.#readPlain();
  }

  get #quotesCount(): boolean {
    return this.#frame.stop !== '"' && this.#mode.skipProcessQuotes !== true;
  }

  #readPlain(): void {
    SPECIAL.lastIndex = this.#at + 1;
    const end = SPECIAL.exec(this.#word)?.index ?? this.#word.length;
    const start = this.#at;
    this.#at = end;
    this.#add(this.#word.slice(start, end), 'plain', start);
  }

  /** White space behind `<<` belongs to the word: the name of a here-document may follow it. */
  #readHeredocSign(): void {
    const start = this.#at;
    this.#at = skipSpace(this.#word, start + 2);
    this.#add(this.#word.slice(start, this.#at), 'whole', start);
  }

  /** Adds what was read from `start` on to what is open; only the outermost text is split into words. */
  #add(text: string, kind: 'plain' | 'whole', start: number): void {
    this.#frame.text += text;
    if (this.#frame.stop !== null || this.#mode.split !== true) return;
    const source = { start, end: this.#at };
    if (kind === 'plain') this.#list.add(text, source);
    else this.#list.addWhole(text, source);
  }

  #readEscape(): void {
    const { rawEscapes, stop } = this.#frame;
    const start = this.#at;
    const escaped = this.#characterAt(start + 1);
    const raw = rawEscapes ? this.#escape : '';
    this.#at = start + 1;
    if (escaped === '') return this.#add(raw, 'whole', start);
    if (stop === '"' && escaped !== '"' && escaped !== '$' && escaped !== this.#escape) {
      return this.#add(raw + this.#escape, 'whole', start);
    }
    this.#at += escaped.length;
    this.#add(raw + escaped, 'whole', start);
  }

  /** The whole character at an offset; empty at the end. */
  #characterAt(offset: number): string {
    const code = this.#word.codePointAt(offset);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #readSingleQuoted(): void {
    const end = this.#word.indexOf("'", this.#at + 1);
    const start = this.#at;
    this.#at = end === -1 ? this.#word.length : end + 1;
    if (end === -1) return this.#fail(start, unfinished("'"));
    const inner = this.#word.slice(start + 1, end);
    // In a pattern a backslash would escape what follows it.
    const literal =
      this.#frame.substitution !== null && this.#frame.rawEscapes ? inner.replaceAll('\\', '\\\\') : inner;
    this.#add(this.#mode.rawQuotes ? `'${literal}'` : literal, 'whole', start);
  }

  #openDoubleQuotes(): void {
    const { rawEscapes } = this.#frame;
    this.#open({ stop: '"', start: this.#at, rawEscapes, substitution: null, text: '' });
    this.#at += 1;
  }

  #open(frame: Frame): void {
    this.#frames.push(this.#frame);
    this.#frame = frame;
  }

  /** Ends what is open and gives its text to what is around it. */
  #close(stop: '"' | '}' | '/'): void {
    const { start, substitution, text } = this.#frame;
    this.#at += 1;
    this.#frame = this.#frames.pop() ?? this.#frame;
    if (substitution === null) return this.#add(this.#mode.rawQuotes ? `"${text}"` : text, 'whole', start);
    if (stop === '/') {
      substitution.pattern = text;
      this.#open({ stop: '}', start, rawEscapes: true, substitution, text: '' });
    } else {
      this.#substitute(substitution, text);
    }
  }

  #readVariable(): void {
    const start = this.#at;
    const braced = this.#word[start + 1] === '{';
    const nameStart = start + (braced ? 2 : 1);
    if (braced && (nameStart >= this.#word.length || '{}:'.includes(this.#word[nameStart] ?? ''))) {
      this.#at = nameStart;
      return this.#fail(
        start,
        nameStart >= this.#word.length ? MISSING_BRACE : 'syntax error: bad substitution',
      );
    }
    NAME.lastIndex = nameStart;
    const name = NAME.exec(this.#word)?.[0] ?? '';
    this.#at = nameStart + name.length;
    if (braced) return this.#readModifier(start, name, { start: nameStart, end: this.#at });
    if (name === '') return this.#add('$', 'plain', start);
    this.#found(start, name, { start: nameStart, end: this.#at });
  }

  #readModifier(start: number, name: string, nameSpan: Span): void {
    const operator = this.#readOperator();
    if (operator === '}') return this.#found(start, name, nameSpan);
    if (!/^[:/]/.test(operator) && !'+-?#%'.includes(operator)) {
      return this.#fail(start, `unsupported modifier (${operator}) in substitution`);
    }
    const substitution = { start, name, nameSpan, operator, operandStart: this.#at, pattern: '' };
    const isPattern = /^:?[#%]|^\//.test(operator);
    this.#open({
      stop: operator.startsWith('/') ? '/' : '}',
      start,
      rawEscapes: isPattern,
      substitution,
      text: '',
    });
  }

  /** One character; two if the first is `:`, or both are `/`. What is not there reads as U+FFFD, as in Go. */
  #readOperator(): string {
    const first = this.#characterAt(this.#at);
    this.#at += first.length;
    if (first === '/' && this.#word[this.#at] === '/') {
      this.#at += 1;
      return '//';
    }
    if (first !== ':') return first || '\uFFFD';
    const second = this.#characterAt(this.#at);
    this.#at += second.length;
    return `:${second || '\uFFFD'}`;
  }

  #substitute(open: OpenSubstitution, last: string): void {
    const { name, nameSpan, operandStart, operator, pattern, start } = open;
    const replaces = operator.startsWith('/');
    const span = { start, end: this.#at };
    this.#onVariable({ span, name, nameSpan, operator, operand: { start: operandStart, end: this.#at - 1 } });
    const value = this.#env(name);
    if (value === undefined && this.#mode.skipUnsetEnv) {
      return this.#add(`\${${name}${operator}${replaces ? `${pattern}/` : ''}${last}}`, 'plain', start);
    }
    const [operand, replacement] = replaces ? [pattern, last] : [last, ''];
    this.#deliver(applyModifier({ name, operator, operand, replacement }, value), start);
  }

  #deliver(outcome: Outcome, start: number): void {
    if ('value' in outcome) this.#add(outcome.value, 'plain', start);
    else if (this.#mode.lenient !== true) this.#fail(start, outcome.error);
  }

  #found(start: number, name: string, nameSpan: Span): void {
    const span = { start, end: this.#at };
    this.#onVariable({ span, name, nameSpan, operator: null, operand: null });
    const unset = this.#mode.skipUnsetEnv ? this.#word.slice(start, this.#at) : '';
    this.#add(this.#env(name) ?? unset, 'plain', start);
  }

  /** At the word's end, what BuildKit names is that the outermost `${` is not closed. */
  #fail(start: number, message: string): void {
    const outermost = [...this.#frames.slice(1), this.#frame].find(
      ({ substitution }) => substitution !== null,
    );
    const span = { start, end: this.#at };
    if (this.#at < this.#word.length || outermost === undefined) this.#failure = { message, span };
    else
      this.#failure = {
        message: unfinished(outermost.stop),
        span: { start: outermost.start, end: this.#at },
      };
  }
}

const MISSING_BRACE = "syntax error: missing '}'";

function unfinished(stop: '"' | "'" | '}' | '/' | null): string {
  if (stop === '}') return MISSING_BRACE;
  if (stop === '/') return "syntax error: missing '/' in ${}";
  const quote = stop === '"' ? 'double' : 'single';
  return `unexpected end of statement while looking for matching ${quote}-quote`;
}
