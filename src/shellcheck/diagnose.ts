import type { Diagnostic } from '../diagnostic.ts';
import type { MappedText } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import type { Remark } from './remark.ts';
import type { Script } from './script.ts';
import { isSilenced } from './silence.ts';

/** The name that all of ShellCheck's findings go by. */
const SHELLCHECK = 'shellcheck';

/** `echo a   b` prints one blank. Those of our scripts may be the indentation of a line that continues another. */
const REPEATED_BLANKS = 2291;

/**
 * What BusyBox's shell knows although ShellCheck before 0.10, which takes it for dash, complains: `[[`, `&>`, `echo -e`, and cutting and
 * replacing in `${…}`.
 */
const KNOWN_TO_BUSYBOX = new Set([3010, 3020, 3036, 3057, 3060]);

/** What ShellCheck found in a script, with its places in the Dockerfile. */
export function diagnose(script: Script, remarks: readonly Remark[]): readonly Diagnostic[] {
  const { body, dialect, linesBefore, silences } = script;
  return remarks.flatMap(({ level, message, ...remark }) => {
    // What is wrong with our own lines is not the user's concern.
    if (remark.line <= linesBefore) return [];
    const span = spanOf(remark, body, linesBefore);
    if (remark.code === REPEATED_BLANKS && isJoined(span, body)) return [];
    if (dialect === 'ash' && KNOWN_TO_BUSYBOX.has(remark.code)) return [];
    if (isSilenced(remark.code, span.start, silences)) return [];
    const code = `SC${String(remark.code).padStart(4, '0')}`;
    return [{ rule: SHELLCHECK, code, severity: level, message: message.replace(/\s+/g, ' ').trim(), span }];
  });
}

type Place = Pick<Remark, 'line' | 'column' | 'endLine' | 'endColumn'>;

function spanOf({ column, endColumn, endLine, line }: Place, body: MappedText, linesBefore: number): Span {
  const start = offsetOf(body.text, line - linesBefore, column);
  const end = offsetOf(body.text, endLine - linesBefore, endColumn);
  if (start >= body.text.length) return lastCharacter(body);
  return body.span(start, end > start ? end : endOfWord(body.text, start));
}

/** Some remarks point between two characters, before the word that they are about. */
function endOfWord(text: string, start: number): number {
  const word = /\w+|./suy;
  word.lastIndex = start;
  return start + (word.exec(text)?.[0].length ?? 0);
}

/** Whether text from more than one place in the Dockerfile was put together to what stands there. */
function isJoined({ end, start }: Span, { pieces }: MappedText): boolean {
  return pieces.some(({ source }) => source > start && source < end);
}

/** Where something is missing at the end, the last character that is not blank is shown. */
function lastCharacter(body: MappedText): Span {
  const end = body.text.trimEnd().length;
  return body.span(Math.max(end - 1, 0), end);
}

/** Line and column count from 1, columns in code points; beyond a line is its end. */
function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const newline = text.indexOf('\n', start);
    if (newline === -1) return text.length;
    start = newline + 1;
  }
  let offset = start;
  for (let at = 1; at < column && offset < text.length && text[offset] !== '\n'; at++) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
