import { skipSpace } from '../text/space.ts';
import { expandWords } from '../word/expand.ts';
import type { EscapeCharacter } from './ast.ts';
import { instructionKind, instructions } from './instructions.ts';
import { flagEnd, isJsonArray } from './scan.ts';

/** `<<NAME` in an instruction's text. */
export interface HeredocMarker {
  /** Offsets in the logical line. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
}

const MARKER = /^\d*<<(-?)\s*([^<]*)$/;
const UNSET = { env: () => undefined, skipUnsetEnv: true } as const;
const RAW = { ...UNSET, rawQuotes: true, rawEscapes: true } as const;

/**
 * The here-document markers of a logical line, in order. BuildKit finds them by lexing the whole line into words, always
 * with `\` as the escape character; where that fails, as at the quote of `echo it's <<EOF`, there are none.
 */
export function heredocMarkers(line: string, escape: EscapeCharacter): readonly HeredocMarker[] {
  if (!mayHaveHeredocs(line, escape)) return [];
  const words = expandWords(line, RAW);
  if (!words.ok) return [];
  const markers: HeredocMarker[] = [];
  for (const { value, span } of words.words) {
    const marker = parseMarker(value);
    if (marker !== null) markers.push({ ...span, ...marker });
  }
  return markers;
}

/** Only the shell forms of some instructions can, and ONBUILD around one of them. */
function mayHaveHeredocs(line: string, escape: EscapeCharacter): boolean {
  const outer = splitInstruction(line, 0, escape);
  const { kind, at } = outer.kind === 'Onbuild' ? splitInstruction(line, outer.at, escape) : outer;
  return kind !== null && instructions[kind].heredocs === true && !isJsonArray(line.slice(at));
}

const KEYWORD = /[^\t\v\f\r ]*/y;

function splitInstruction(line: string, start: number, escape: EscapeCharacter) {
  KEYWORD.lastIndex = start;
  const keyword = KEYWORD.exec(line)?.[0] ?? '';
  let at = skipSpace(line, start + keyword.length);
  while (line.startsWith('--', at)) {
    const end = flagEnd(line, at, escape);
    const last = line.slice(at, end) === '--';
    at = skipSpace(line, end);
    if (last) break;
  }
  return { kind: instructionKind(keyword), at };
}

function parseMarker(word: string): Pick<HeredocMarker, 'name' | 'expand' | 'chomp'> | null {
  const match = word.includes('<<') ? MARKER.exec(word) : null;
  if (match === null) return null;
  const [, dash, rest = ''] = match;
  const plain = expandWords(rest, UNSET);
  const raw = expandWords(rest, RAW);
  if (!plain.ok || !raw.ok) return null;
  const [name, ...others] = plain.words;
  if (name === undefined || others.length > 0 || raw.words.length !== 1) return null;
  return { name: name.value, expand: name.value === raw.words[0]?.value, chomp: dash === '-' };
}

/** Whether BuildKit takes a word of ADD or COPY for a here-document. */
export function isHeredocMarker(word: string): boolean {
  return parseMarker(word) !== null;
}
