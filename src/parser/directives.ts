import { skipSpace, trimSpaceEnd } from '../text/space.ts';
import type { Directive, EscapeCharacter } from './ast.ts';
import type { LineReader } from './line-reader.ts';
import type { Refusal } from './refusal.ts';

const KNOWN = new Set(['syntax', 'escape', 'check']);
/** Whether a word, in any case, names a parser directive. */
export function isDirectiveName(word: string): boolean {
  return KNOWN.has(word.toLowerCase());
}

const PATTERN = /^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;

/**
 * Reads the parser directives at the top of a file (Dockerfile reference, "Parser directives"): the first line that is
 * anything else ends them for good.
 */
export class DirectiveReader {
  escape: EscapeCharacter = '\\';
  readonly refusals: Refusal[] = [];
  readonly #seen = new Set<string>();
  #done = false;

  /** The directive on the reader's line, or `null`. */
  read(reader: LineReader): Directive | null {
    if (this.#done) return null;
    const directive = reader.isComment ? parseDirective(reader) : null;
    this.#done = directive === null;
    if (directive !== null) this.#apply(directive);
    return directive;
  }

  #apply(directive: Directive): void {
    const key = directive.name.value.toLowerCase();
    if (this.#seen.has(key)) {
      this.#refuse(
        directive,
        'duplicate-directive',
        `only one ${key} parser directive can be used`,
        'remove this line',
      );
    } else if (key === 'escape') {
      this.#setEscape(directive);
    }
    this.#seen.add(key);
  }

  #setEscape(directive: Directive): void {
    const { value } = directive.value;
    if (value === '\\' || value === '`') this.escape = value;
    else
      this.#refuse(
        directive,
        'invalid-escape',
        `invalid escape token '${value}' does not match \` or \\`,
        null,
      );
  }

  #refuse(directive: Directive, rule: string, words: string, advice: string | null): void {
    const { span, extent } = directive;
    this.refusals.push({ rule, phase: 'parse', words, advice, span, extent });
  }
}

function parseDirective(reader: LineReader): Directive | null {
  const { source, contentStart, end } = reader;
  const from = skipSpace(source, contentStart + 1, end);
  const to = trimSpaceEnd(source, from, end);
  const match = PATTERN.exec(source.slice(from, to));
  const [, name = '', value = ''] = match ?? [];
  if (!isDirectiveName(name)) return null;
  return {
    kind: 'Directive',
    span: { start: contentStart, end: to },
    extent: reader.extent,
    name: { kind: 'Text', span: { start: from, end: from + name.length }, value: name },
    value: { kind: 'Text', span: { start: to - value.length, end: to }, value },
  };
}
