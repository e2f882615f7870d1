/**
 * A step of an expression: one character, or a place, that must fit the sticky `pattern`; else the steps to go on with, by their
 * distance from this one.
 */
type Step =
  | { readonly pattern: RegExp; readonly isPlace: boolean }
  | { readonly goOn: readonly [number, number] };

/**
 * Matches by going over a text once, with all that the expression may be at. It is slower than a RegExp, but takes no longer than the
 * length of both allows, while a RegExp tries all ways to share a text among several wildcards. Throws a SyntaxError.
 */
export function stepMatcher(tokens: readonly string[]): (text: string) => boolean {
  const alternatives = assemble(tokens);
  return (text) => alternatives.some((steps) => fits(steps, text));
}

/** The steps of each alternative; brackets are never around several. */
function assemble(tokens: readonly string[]): readonly (readonly Step[])[] {
  const alternatives: (readonly Step[])[] = [];
  const outside: (readonly Step[])[][] = [];
  let parts: (readonly Step[])[] = [];
  for (const token of tokens) {
    if (token === '|') {
      alternatives.push(parts.flat());
      parts = [];
    } else if (token === '(') {
      outside.push(parts);
      parts = [];
    } else if (token === ')') parts = [...(outside.pop() ?? []), parts.flat()];
    else if (/^[*?{]/.test(token)) parts.push(repeat(parts.pop() ?? [], token));
    else parts.push([{ pattern: new RegExp(token, 'uy'), isPlace: token.startsWith('(?:') }]);
  }
  return [...alternatives, parts.flat()];
}

function repeat(part: readonly Step[], token: string): readonly Step[] {
  if (token === '*') return [...optional(part, 1), { goOn: [-part.length - 1, -part.length - 1] }];
  if (token === '?') return optional(part, 0);
  const [, least = '0', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}$/.exec(token) ?? [];
  const needed = copies(part, Number(least));
  if (comma === '') return needed;
  if (most === '') return [...needed, ...repeat(part, '*')];
  return [...needed, ...copies(optional(part, 0), Number(most) - Number(least))];
}

/** The part, or what stands `behind` steps after it. */
function optional(part: readonly Step[], behind: number): readonly Step[] {
  return [{ goOn: [1, part.length + 1 + behind] }, ...part];
}

function copies(part: readonly Step[], count: number): readonly Step[] {
  return Array.from({ length: count }, () => part).flat();
}

function fits(steps: readonly Step[], text: string): boolean {
  let reached: readonly number[] = [];
  for (let at = 0; at <= text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
    // An expression may begin anywhere, if it does not say where.
    const after = advance(steps, [0, ...reached], text, at);
    if (after === 'end') return true;
    reached = after;
  }
  return false;
}

/** The steps that are reached behind the character at a place, from those reached before it; or the end of all. */
function advance(
  steps: readonly Step[],
  reached: readonly number[],
  text: string,
  at: number,
): readonly number[] | 'end' {
  const seen = new Set(reached);
  const after: number[] = [];
  // What is added meanwhile is visited, too.
  for (const index of seen) {
    const step = steps[index];
    if (step === undefined) return 'end';
    if ('goOn' in step) for (const distance of step.goOn) seen.add(index + distance);
    else {
      step.pattern.lastIndex = at;
      if (!step.pattern.test(text)) continue;
      if (step.isPlace) seen.add(index + 1);
      else after.push(index + 1);
    }
  }
  return after;
}
