import type { EscapeCharacter } from '../parser/ast.ts';
import type { FoundVariable } from '../word/found-variable.ts';
import { variableReferences } from '../word/variables.ts';
import type { Environment } from './environment.ts';
import { type Expandable, expandWord, isPlain } from './expansion.ts';

/** The image of a FROM in pieces: `null` is a gap, where any text may stand. No two known pieces stand side by side. */
export type ImagePattern = readonly (string | null)[];

/**
 * Reads an image with the arguments before the first FROM. A variable leaves a gap where nothing sets it, unless it says itself what it is then, and
 * where its value is only assumed.
 */
export function imagePattern(
  image: Expandable,
  globals: Environment,
  { assumed, escape }: { readonly assumed: ReadonlySet<string>; readonly escape: EscapeCharacter },
): ImagePattern {
  if (isPlain(image)) return [image.value];
  const { span, value } = image;
  const known = (start: number, end?: number): string | null => {
    const text = value.slice(start, end);
    const variables = variableReferences(text, escape);
    const expanded = expandWord({ value: text, span }, globals, escape);
    if (!expanded.ok || variables.some(({ name }) => assumed.has(name))) return null;
    const { unset, value: found } = expanded.expansion;
    return unset.every((name) => hasDefault(name, variables)) ? found : null;
  };
  const pieces: (string | null)[] = [];
  let from = 0;
  for (const { span: at } of variableReferences(value, escape)) {
    // It stands in the operand of another.
    if (at.start < from) continue;
    pieces.push(known(from, at.start), known(at.start, at.end));
    from = at.end;
  }
  return joinNeighbours([...pieces, known(from)]);
}

function hasDefault(name: string, variables: readonly FoundVariable[]): boolean {
  const own = variables.filter((each) => each.name === name);
  return own.every(({ operator }) => operator === '-' || operator === ':-');
}

function joinNeighbours(pieces: readonly (string | null)[]): ImagePattern {
  const joined: (string | null)[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof last === 'string' && piece !== null) joined[joined.length - 1] = last + piece;
    else if (piece !== null || last !== null) joined.push(piece);
  }
  return joined;
}

/** Whether a name has the known pieces in their order. Each is taken at its first place, which leaves most for the rest. */
export function fitsPattern(name: string, pattern: ImagePattern): boolean {
  const [first, last] = [pattern[0] ?? '', pattern.at(-1) ?? ''];
  if (pattern.length < 2) return pattern[0] === null || pattern[0] === name;
  if (name.length < first.length + last.length) return false;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const between = name.slice(first.length, name.length - last.length);
  let from = 0;
  for (const piece of pattern.slice(1, -1)) {
    const found = between.indexOf(piece ?? '', from);
    if (found < 0) return false;
    from = found + (piece ?? '').length;
  }
  return true;
}
