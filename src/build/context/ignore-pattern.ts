import { cleanPath } from '../../model/clean-path.ts';
import { trimSpace } from '../../text/space.ts';
import { checkedPart, isValidGlob } from './glob-syntax.ts';
import { goRegexpMatcher } from './go-regexp.ts';

/** How a pattern is compared with a path, and the expression it stands for (in Go's syntax). */
export interface CompiledPattern {
  readonly type: 'exact' | 'prefix' | 'suffix' | 'regexp';
  readonly expression: string;
}

/** A pattern that cannot be understood; the message tells why. */
export class IgnorePatternError extends Error {
  override readonly name = 'IgnorePatternError';
}

/**
 * One pattern of an ignore file, with exactly the meaning that Docker gives it
 * (https://docs.docker.com/build/concepts/context/#dockerignore-files). Throws an IgnorePatternError.
 */
export class IgnorePattern {
  /** Whether it begins with `!`: what it matches is taken in again. */
  readonly isException: boolean;
  /** Cleaned, without the `!`. */
  readonly text: string;
  #matches: ((path: string) => boolean) | undefined;

  constructor(pattern: string) {
    const cleaned = cleanPath(trimSpace(pattern));
    this.isException = cleaned.startsWith('!');
    this.text = this.isException ? cleaned.slice(1) : cleaned;
    if (this.isException && this.text === '') throw new IgnorePatternError('illegal exclusion pattern: "!"');
    if (!isValidGlob(checkedPart(this.text)))
      throw new IgnorePatternError(`syntax error in pattern: "${pattern}"`);
  }

  /** Whether it matches a path that is relative to the context. */
  matches(path: string): boolean {
    this.#matches ??= createMatcher(this.text);
    return this.#matches(path);
  }

  /** Whether it may match something below a directory that it does not match itself. Wrong only with "yes". */
  mayMatchBelow(directory: string): boolean {
    const prefix = `${this.#literalPrefix()}/`;
    return prefix === '/' || prefix.startsWith(`${directory}/`) || `${directory}/`.startsWith(prefix);
  }

  /** The directories that all it matches is in; empty where there is no telling. */
  #literalPrefix(): string {
    // An alternative is not tied to the start of the path.
    if (this.text.includes('|')) return '';
    const parts = this.text.split('/');
    const special = parts.findIndex((part) => /[*?[\]\\^{}]/.test(part));
    return (special === -1 ? parts : parts.slice(0, special)).join('/');
  }
}

/** The pattern that matches just this path. Blanks around it would be taken off. */
export function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&').replace(/^[\s\x85]|[\s\x85]$/g, '[$&]');
}

const BYTE_ORDER_MARK = /^\ufeff/;

function createMatcher(pattern: string): (path: string) => boolean {
  const { type, expression } = compilePattern(pattern);
  switch (type) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix':
      return (path) => path.startsWith(pattern.slice(0, -2));
    case 'suffix':
      return BYTE_ORDER_MARK.test(pattern) ? () => false : suffixMatcher(pattern.slice(2));
    case 'regexp':
      return regexpMatcher(pattern, expression);
  }
}

/** Behind a leading `**`, `/foo` also matches plain `foo`. */
function suffixMatcher(suffix: string): (path: string) => boolean {
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
}

function regexpMatcher(pattern: string, expression: string): (path: string) => boolean {
  try {
    return goRegexpMatcher(expression);
  } catch (error) {
    throw new IgnorePatternError(`syntax error in pattern: "${pattern}"`, { cause: error });
  }
}

/**
 * Turns a pattern into an expression, character by character, as Docker does. `{`, `}`, `|` and `^` are not escaped,
 * and characters within `[…]` are treated like those outside: both change what odd patterns match. The scanner that
 * Docker uses for this passes over a byte order mark, though what needs no expression is compared with it.
 */
export function compilePattern(pattern: string): CompiledPattern {
  const chars = [...pattern.replace(BYTE_ORDER_MARK, '')];
  let type: CompiledPattern['type'] = 'exact';
  let expression = '^';
  for (let at = 0, first = true; at < chars.length; first = false) {
    const char = chars[at] ?? '';
    const next = chars[at + 1];
    if (char === '*' && next === '*') {
      at += chars[at + 2] === '/' ? 3 : 2;
      const atEnd = at === chars.length;
      const untouched: boolean = atEnd && type === 'exact';
      if (!untouched) expression += atEnd ? '.*' : '(.*/)?';
      type = first ? 'suffix' : untouched ? 'prefix' : 'regexp';
      continue;
    }
    expression += translate(char, next);
    if (char === '*' || char === '?' || char === '[' || char === ']') type = 'regexp';
    if (char === '\\' && next !== undefined) type = 'regexp';
    at += char === '\\' ? 2 : 1;
  }
  return { type, expression: `${expression}$` };
}

function translate(char: string, next: string | undefined): string {
  if (char === '*') return '[^/]*';
  if (char === '?') return '[^/]';
  if (char === '\\') return `\\${next ?? ''}`;
  return /[.+()$]/.test(char) ? `\\${char}` : char;
}
