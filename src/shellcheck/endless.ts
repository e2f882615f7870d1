import { refuseScript } from '../shell/nesting.ts';

/** ShellCheck's time triples with each `$((` that stands in another: with 10 they are a minute, with 5 nobody notices. */
const DEEPEST_ARITHMETIC = 5;

/** In UTF-16 units. ShellCheck's time and memory grow with the square of a script's length: 32 KiB of `a && a …` take 2 GB, megabytes hours. */
const LONGEST = 16 * 1024;

/** Whether ShellCheck might not come to an end with a script. Nobody writes such a script but to show just that. */
export function isEndless(script: string): boolean {
  if (script.length > LONGEST || refuseScript(script) !== null) return true;
  let depth = 0;
  for (const [bracket] of script.matchAll(/\(\(|\)\)/g)) {
    depth = bracket === '((' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST_ARITHMETIC) return true;
  }
  return false;
}
