import { unprintable } from '../printable.ts';
import { columnsOf } from './columns.ts';

/** Sequences that steer a terminal (ECMA-48): CSI, strings such as OSC, and the others, which are short. */
const SEQUENCE =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B[P\]X^_][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[ -/]*[0-OQ-WYZ\\`-~]/g;
/** The beginning of one, at the end of what came. */
const BEGUN = /(?:\u001B\[|\u009B)[0-?]*[ -/]*$|\u001B[P\]X^_][^\u0007\u001B]*\u001B?$|\u001B[ -/]*$/;
/** So long a sequence may be. */
const LONGEST = 1024;
/** How much of a line of output is kept, and of text that is to be one line. */
const LONGEST_LINE = 4096;
const LONGEST_TEXT = 64 * 1024;
const TAB = 8;

/**
 * What a terminal would show of output: the last lines, with all that steers a terminal worked in or taken out. A carriage return begins
 * the line anew, as progress bars do it; colours and movements are dropped.
 */
export class TerminalText {
  readonly #limit: number;
  readonly #longestLine: number;
  readonly #lines: string[] = [''];
  /** A sequence whose end has not come. */
  #begun = '';
  /** Whether what comes next takes the place of the line. */
  #isAnew = false;

  /** Keeps so many lines, and so much of each, of its end, in characters. */
  constructor(limit: number, longestLine = LONGEST_LINE) {
    this.#limit = limit;
    this.#longestLine = longestLine;
  }

  /** The last lines; the last of them may go on. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Takes more output. */
  write(text: string): void {
    const whole = `${this.#begun}${text}`;
    const begun = BEGUN.exec(whole)?.[0] ?? '';
    this.#begun = begun.length > LONGEST ? '' : begun;
    const shown = whole.slice(0, whole.length - begun.length).replace(SEQUENCE, '');
    for (const part of shown.split(/([\n\r\b])/)) this.#put(part);
  }

  #put(part: string): void {
    if (part === '\n') this.#end();
    else if (part === '\r') this.#isAnew = true;
    else if (part !== '') this.#add(part);
  }

  #end(): void {
    this.#isAnew = false;
    if (this.#lines.push('') > this.#limit + 1) this.#lines.shift();
  }

  #add(part: string): void {
    const before = (this.#isAnew ? '' : this.#lines.pop()) ?? '';
    if (this.#isAnew) this.#lines.pop();
    this.#isAnew = false;
    if (part === '\b') this.#lines.push(withoutLast(before));
    else this.#lines.push(withText(before, part).slice(-this.#longestLine));
  }
}

function withoutLast(line: string): string {
  const isPair = (line.codePointAt(line.length - 2) ?? 0) > 0xffff;
  return line.slice(0, isPair ? -2 : -1);
}

/** A line with more text behind it: tabs reach to the next multiple of 8, other controls are left out. */
function withText(before: string, part: string): string {
  const [first = '', ...others] = part.split('\t').map((text) => text.replace(unprintable, ''));
  let line = `${before}${first}`;
  let column = others.length === 0 ? 0 : columnsOf(line);
  for (const text of others) {
    const gap = TAB - (column % TAB);
    line += `${' '.repeat(gap)}${text}`;
    column += gap + columnsOf(text);
  }
  return line;
}

const ORDINARY = /^[ -~]*$/;

/** Text on one line, as a terminal shows it, without what would steer it. */
export function cleanLine(text: string): string {
  if (ORDINARY.test(text)) return text;
  const cleaned = new TerminalText(1, Number.POSITIVE_INFINITY);
  cleaned.write(bothEnds(text).replace(/\r?\n/g, ' '));
  return cleaned.lines.join('');
}

/** Names tell most at their beginning, errors at their end. */
function bothEnds(text: string): string {
  const half = LONGEST_TEXT / 2;
  return text.length > LONGEST_TEXT ? `${text.slice(0, half - 1)}…${text.slice(-half)}` : text;
}
