/** One step of a pattern: a character, `?` for any, `*` for any run. Neither wildcard matches a line break. */
type Step = { readonly literal: string } | 'any' | 'run';

/** Patterns of `${name#pattern}`, read: the wildcards are `*` and `?`, and there are no classes. */
export type Glob = readonly Step[];

/** More comparisons than any real text needs. */
const BUDGET = 20_000_000;

/** Whether looking for a pattern everywhere in a text could take too long; such a text counts as not matched, so that no file makes us slow. */
export function isTooCostly(glob: Glob, length: number): boolean {
  const reach = glob.includes('run') ? length : Math.min(length, glob.length);
  return glob.length * length * reach > BUDGET;
}

/** Reads a pattern. What is wrong with it where it has an unknown escape: `invalid escape '\b'`. */
export function parseGlob(pattern: string): Glob | string {
  const characters = [...pattern];
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at++) {
    let character = characters[at] ?? '';
    if (character === '*') steps.push('run');
    else if (character === '?') steps.push('any');
    else {
      if (character === '\\') {
        at += 1;
        character = characters[at] ?? '\uFFFD';
        if (!'*?\\/}'.includes(character)) return `invalid escape '\\${character}'`;
      }
      steps.push({ literal: character });
    }
  }
  return steps;
}

/** Where a match at the beginning of `text[from…]` ends, the longest or the shortest one; -1 for none. */
export function matchGlob(glob: Glob, text: readonly string[], from: number, longest: boolean): number {
  let states = new Set([0]);
  let found = -1;
  for (let at = from; ; at++) {
    states = withSkippedRuns(glob, states);
    if (states.has(glob.length)) {
      found = at;
      if (!longest) return at;
    }
    const character = text[at];
    if (character === undefined || states.size === 0) return found;
    states = step(glob, states, character);
  }
}

/** A `*` may match nothing. */
function withSkippedRuns(glob: Glob, states: Set<number>): Set<number> {
  // A set visits what is added while it is walked.
  for (const state of states) if (glob[state] === 'run') states.add(state + 1);
  return states;
}

function step(glob: Glob, states: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const expected = glob[state];
    if (expected === undefined) continue;
    if (typeof expected === 'object') {
      if (expected.literal === character) next.add(state + 1);
    } else if (character !== '\n') {
      next.add(expected === 'run' ? state : state + 1);
    }
  }
  return next;
}
