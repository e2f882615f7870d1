import { trimSpaceEnd } from '../text/space.ts';
import type { Span } from '../text/span.ts';
import { isDirectiveName } from './directives.ts';

/** A directive as those read it who look for one before the file is parsed. */
export interface DetectedDirective {
  /** The value up to its first blank. */
  readonly value: string;
  /** The whole value. */
  readonly raw: string;
  readonly span: Span;
}

/**
 * The `check` directive of a file. BuildKit looks for it on its own, and a little differently from how it parses the file: a
 * `#!` line may stand first, blanks may not stand in front of the `#`, and of several the first counts.
 */
export function detectCheck(text: string): DetectedDirective | null {
  return detect(text, 'check', '#');
}

/** The `syntax` directive of a file, which may also be written with `//` or be the whole file's, as JSON. */
export function detectSyntax(text: string): DetectedDirective | null {
  return detect(text, 'syntax', '#') ?? detect(text, 'syntax', '//') ?? detectJson(text);
}

const LINE = /^\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/s;

function detect(text: string, name: string, comment: string): DetectedDirective | null {
  for (let start = behindShebang(text); start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 ? text.length : newline;
    const end = trimSpaceEnd(text, start, lineEnd);
    const match = text.startsWith(comment, start) ? LINE.exec(text.slice(start + comment.length, end)) : null;
    const [, key = '', raw = ''] = match ?? [];
    if (!isDirectiveName(key)) return null;
    if (key.toLowerCase() === name) return { value: raw.split(' ', 1)[0] ?? '', raw, span: { start, end } };
    start = lineEnd + 1;
  }
  return null;
}

function behindShebang(text: string): number {
  if (!text.startsWith('#!')) return 0;
  const newline = text.indexOf('\n');
  return newline === -1 ? text.length : newline + 1;
}

function detectJson(text: string): DetectedDirective | null {
  const start = behindShebang(text);
  if (!/^\s*\{/.test(text.slice(start, start + 100))) return null;
  try {
    const parsed: { readonly syntax?: unknown } = JSON.parse(text.slice(start));
    const { syntax } = parsed;
    if (typeof syntax !== 'string' || syntax === '') return null;
    return { value: syntax, raw: syntax, span: { start, end: start } };
  } catch {
    return null;
  }
}
