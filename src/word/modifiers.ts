import { isTooCostly, matchGlob, parseGlob } from './glob.ts';

/** A value, or what is wrong, in BuildKit's words. */
export type Outcome = { readonly value: string } | { readonly error: string };

/** `${name…}` after its operands were expanded (Dockerfile reference, "Environment replacement"). */
export interface Substitution {
  readonly name: string;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `%`, `/`, or anything else that stands there. */
  readonly operator: string;
  readonly operand: string;
  /** Only of `/` and `//`. */
  readonly replacement: string;
}

/** Applies a modifier to a variable's value; `undefined` is an unset one. */
export function applyModifier(
  { name, operator, operand, replacement }: Substitution,
  value: string | undefined,
): Outcome {
  const isMissing = value === undefined || (operator.startsWith(':') && value === '');
  switch (operator) {
    case '-':
    case ':-':
      return { value: isMissing ? operand : (value ?? '') };
    case '+':
    case ':+':
      return { value: isMissing ? '' : operand };
    case '?':
    case ':?':
      if (!isMissing) return { value: value ?? '' };
      return {
        error: `${name}: ${operand || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`,
      };
    case '#':
    case '%':
      return trim(value ?? '', operator, operand);
    case '/':
    case '//':
      return replace(value ?? '', operand, replacement, operator === '//');
    default:
      return { error: `unsupported modifier (${operator}) in substitution` };
  }
}

/** Cuts the shortest match off the front (`#`) or the end (`%`); a doubled operator cuts the longest. */
function trim(value: string, operator: '#' | '%', operand: string): Outcome {
  const longest = operand.startsWith(operator);
  const pattern = longest ? operand.slice(1) : operand;
  const backwards = operator === '%';
  const shown = backwards ? reversePattern(pattern) : pattern;
  const glob = parseGlob(shown);
  if (typeof glob === 'string') return invalidPattern(shown, glob);
  const characters = backwards ? [...value].reverse() : [...value];
  if (isTooCostly(glob, characters.length)) return { value };
  const rest = characters.slice(Math.max(0, matchGlob(glob, characters, 0, longest)));
  return { value: (backwards ? rest.reverse() : rest).join('') };
}

function invalidPattern(pattern: string, reason: string): Outcome {
  return { error: `invalid pattern (${pattern}) in substitution: ${reason}` };
}

/** The characters of a pattern from last to first; an escape stays in front of its character. */
export function reversePattern(pattern: string): string {
  return (pattern.match(/\\.|./gsu) ?? []).reverse().join('');
}

function replace(value: string, pattern: string, replacement: string, all: boolean): Outcome {
  const glob = parseGlob(pattern);
  if (typeof glob === 'string') return invalidPattern(pattern, glob);
  const characters = [...value];
  if (isTooCostly(glob, characters.length)) return { value };
  const inserted = all ? expandTemplate(replacement) : replacement;
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at <= characters.length; ) {
    const end = matchGlob(glob, characters, at, true);
    // An empty match right behind another does not count.
    if (end === -1 || (end === at && at === kept && at > 0)) {
      at += 1;
      continue;
    }
    parts.push(...characters.slice(kept, at), inserted);
    kept = end;
    if (!all) break;
    at = Math.max(end, at + 1);
  }
  parts.push(...characters.slice(kept));
  return { value: parts.join('') };
}

const TEMPLATE = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;

/** Go expands the replacement of `//` as a template. Patterns have no groups, so that every name but that of the whole match is empty. */
function expandTemplate(replacement: string): string {
  return replacement.replace(TEMPLATE, (match) => (match === '$$' ? '$' : ''));
}
