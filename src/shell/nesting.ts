/** Far more than people write, and less than what makes the shell parser slow or lets it skip what is inside. */
const LIMIT = 200;

const LEVEL = /[(){}]|\b(?:if|fi|case|esac|do|done)\b/g;
const CLOSING = new Set([')', '}', 'fi', 'esac', 'done']);

/**
 * Whether a script's brackets and compound commands nest deeper than the shell parser can follow.
 * Quotes and comments are not looked at, so that a text full of open brackets counts as deep although it is not.
 */
export function isNestedTooDeep(script: string): boolean {
  let depth = 0;
  for (const [level] of script.matchAll(LEVEL)) {
    depth = CLOSING.has(level) ? Math.max(0, depth - 1) : depth + 1;
    if (depth > LIMIT) return true;
  }
  return false;
}
