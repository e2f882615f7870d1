/** Far more than people write, and less than what makes the shell parser slow. */
const LIMIT = 100;

/** How many nodes of the shell parser's tree may stand in one another: more than people need, and half of what the stack takes. */
export const DEEPEST = 600;

export const TOO_DEEP = 'it is nested too deep';

/** What the shell parser answers with deep recursion (`f() g() h()`), or with time that grows with the square (`<<A <<B`). */
const COSTLY = /\(\)(?!\s*[({])|\b(?:function|coproc)\b|<</g;
const MOST_COSTLY = 1000;

/**
 * Why a script is more than the shell parser can take, `null` where it is not.
 * Quotes and comments are not looked at, so that a text full of open brackets counts as deep although it is not.
 */
export function refuseScript(script: string): string | null {
  if (isNestedTooDeep(script)) return TOO_DEEP;
  return count(script, COSTLY) > MOST_COSTLY ? 'it has too many functions or here-documents' : null;
}

function isNestedTooDeep(script: string): boolean {
  let depth = 0;
  for (const [bracket] of script.matchAll(/[(){}]/g)) {
    depth = bracket === ')' || bracket === '}' ? Math.max(0, depth - 1) : depth + 1;
    if (depth > LIMIT) return true;
  }
  return false;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}
