import { stepMatcher } from './step-matcher.ts';

/**
 * Go's regular expressions (https://github.com/google/re2/wiki/Syntax), as far as an ignore pattern can reach them,
 * turned into JavaScript's. Ignore patterns are matched by such expressions, so their meaning leaks through.
 */

/** A RegExp may take time by this power of a path's length; patterns with more wildcards are rare. */
const RARE = 3;

/** Makes a test of paths from an expression; throws a SyntaxError where Go would refuse it. Go's own takes as little time. */
export function goRegexpMatcher(expression: string): (path: string) => boolean {
  const tokens = new Translation(expression).run();
  if (tokens.filter((token) => /^[*{]/.test(token)).length > RARE) return stepMatcher(tokens);
  const regexp = new RegExp(tokens.join(''), 'u');
  return (path) => regexp.test(path);
}

const PERL_CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  D: '\\u{0}-\\u{2f}\\u{3a}-\\u{10ffff}',
  s: '\\t\\n\\f\\r\\u{20}',
  S: '\\u{0}-\\u{8}\\u{b}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}',
  w: '0-9A-Za-z_',
  W: '\\u{0}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{5e}\\u{60}\\u{7b}-\\u{10ffff}',
};

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\u{0}-\\u{7f}',
  blank: '\\t\\u{20}',
  cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  digit: '0-9',
  graph: '\\u{21}-\\u{7e}',
  lower: 'a-z',
  print: '\\u{20}-\\u{7e}',
  punct: '\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}',
  space: '\\t\\n\\v\\f\\r\\u{20}',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const CONTROL_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const ASSERTIONS: Readonly<Record<string, string>> = { A: '^', z: '$', b: '\\b', B: '\\B' };

class Translation {
  readonly #source: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  /** Pieces of JavaScript's syntax: brackets, `|`, repetitions, and what fits a character or (in `(?:…)`) a place. */
  run(): readonly string[] {
    const result: string[] = [];
    let repeatable = false;
    while (this.#at < this.#source.length) {
      const repetition = this.#repetition();
      if (repetition !== null && !repeatable) throw new SyntaxError('nothing to repeat');
      const parts = repetition === null ? this.#parts() : [repetition];
      result.push(...parts);
      repeatable = repetition === null && parts[0] !== '|' && parts[0] !== '(';
    }
    return result;
  }

  /** `*`, `?` or `{n,m}`; braces around anything else are literal. */
  #repetition(): string | null {
    const char = this.#source[this.#at];
    if (char === '*' || char === '?') return this.#take(1);
    if (char !== '{') return null;
    const text = /^\{(\d+)(?:,(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 12).join(''));
    if (text === null) return null;
    const [least, most] = [Number(text[1]), Number(text[2] || text[1])];
    if (Math.max(least, most) > 1000 || most < least) throw new SyntaxError('invalid repeat count');
    return this.#take(text[0].length);
  }

  #parts(): readonly string[] {
    if (this.#source[this.#at] === '\\' && this.#source[this.#at + 1] === 'Q') return this.#quoted();
    return [this.#part()];
  }

  #part(): string {
    const char = this.#take(1);
    switch (char) {
      case '.':
        return '[^\\n]';
      case '|':
      case '(':
      case ')':
        return char;
      case '^':
        return '(?:^)';
      case '$':
        return '(?:$)';
      case '[':
        return this.#class();
      case '\\':
        return this.#escapeOutside();
      default:
        return literal(char);
    }
  }

  #escapeOutside(): string {
    const char = this.#source[this.#at] ?? '';
    const assertion = ASSERTIONS[char];
    if (assertion !== undefined) {
      this.#at += 1;
      return `(?:${assertion})`;
    }
    const set = this.#namedClass();
    return set === null ? literalCode(this.#escapedCode()) : `[${set}]`;
  }

  /** `\Q…\E`: everything up to `\E` is literal. */
  #quoted(): readonly string[] {
    const rest = this.#source.slice(this.#at + 2).join('');
    const end = rest.indexOf('\\E');
    const text = end === -1 ? rest : rest.slice(0, end);
    this.#at += 2 + [...text].length + (end === -1 ? 0 : 2);
    return text === '' ? ['(?:)'] : [...text].map(literal);
  }

  /** What stands between `[` and `]`; a `]` in the first place is literal. */
  #class(): string {
    let result = this.#source[this.#at] === '^' ? `[${this.#take(1)}` : '[';
    for (let first = true; first || this.#source[this.#at] !== ']'; first = false) {
      if (this.#at >= this.#source.length) throw new SyntaxError('missing closing ]');
      result += this.#posixClass() ?? this.#perlClassInside() ?? this.#range();
    }
    this.#at += 1;
    return `${result}]`;
  }

  #posixClass(): string | null {
    const name = /^\[:(\^?)(.*?):\]/su.exec(this.#source.slice(this.#at, this.#at + 14).join(''));
    if (name === null) return null;
    const set = POSIX_CLASSES[name[2] ?? ''];
    if (set === undefined || name[1] === '^') throw new SyntaxError('invalid character class');
    this.#at += name[0].length;
    return set;
  }

  #perlClassInside(): string | null {
    if (this.#source[this.#at] !== '\\') return null;
    this.#at += 1;
    const set = this.#namedClass();
    if (set === null) this.#at -= 1;
    return set;
  }

  #range(): string {
    const low = this.#classCode();
    const next = this.#source[this.#at + 1];
    if (this.#source[this.#at] !== '-' || next === undefined || next === ']') return literalCode(low);
    this.#at += 1;
    const high = this.#classCode();
    if (high < low) throw new SyntaxError('invalid character class range');
    return `${literalCode(low)}-${literalCode(high)}`;
  }

  #classCode(): number {
    const char = this.#take(1);
    return char === '\\' ? this.#escapedCode() : codeOf(char);
  }

  /** `\d` and its like, or `\p{…}`, behind the backslash: the inside of a character class. */
  #namedClass(): string | null {
    const char = this.#source[this.#at] ?? '';
    const perl = PERL_CLASSES[char];
    if (perl !== undefined) {
      this.#at += 1;
      return perl;
    }
    if (char !== 'p' && char !== 'P') return null;
    const name = /^[pP](?:\{(\^?)(\w+)\}|(\w))/.exec(this.#source.slice(this.#at).join(''));
    if (name === null) throw new SyntaxError('invalid character class');
    this.#at += name[0].length;
    const property = name[2] ?? name[3] ?? '';
    const negated = (char === 'P') !== (name[1] === '^');
    return `\\${negated ? 'P' : 'p'}{${property.length <= 2 || property === 'Any' ? '' : 'Script='}${property}}`;
  }

  /** The character that an escape stands for, behind the backslash. */
  #escapedCode(): number {
    const rest = this.#source.slice(this.#at, this.#at + 12).join('');
    const hexadecimal = /^x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(rest);
    const octal = hexadecimal === null ? /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest) : null;
    if (hexadecimal !== null || octal !== null) {
      this.#at += (hexadecimal ?? octal)?.[0].length ?? 0;
      return octal === null
        ? Number.parseInt(hexadecimal?.[1] ?? hexadecimal?.[2] ?? '', 16)
        : Number.parseInt(octal[0], 8);
    }
    const char = this.#take(1);
    const control = CONTROL_ESCAPES[char];
    if (control !== undefined) return control;
    if (!/^[\x00-\x7f]$/.test(char) || /^[0-9A-Za-z]$/.test(char)) throw new SyntaxError('invalid escape');
    return codeOf(char);
  }

  #take(count: number): string {
    const text = this.#source.slice(this.#at, this.#at + count).join('');
    this.#at += count;
    return text;
  }
}

function literal(char: string): string {
  return literalCode(codeOf(char));
}

function literalCode(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

function codeOf(char: string): number {
  const code = char.codePointAt(0);
  if (code === undefined) throw new SyntaxError('the expression ends too early');
  return code;
}
