import { realpathSync, statSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { Environment } from './environment.ts';

/** ShellCheck's command. */
export const PROGRAM = 'shellcheck';

/** Less than this, in bytes, is a script that starts some version or other. */
const LEAST_OF_A_PROGRAM = 1_000_000;

/**
 * What tells the program on the PATH from another version of it, without running it: where it lies, its size and its time. `null` where the
 * file only leads to the program, as the shims of version managers do, and where it is not found.
 */
export function identify({ PATH = '' }: Environment): string | null {
  for (const folder of PATH.split(delimiter)) {
    const file = resolveProgram(join(folder, PROGRAM));
    if (file === null) continue;
    const { mtimeMs, size } = statSync(file);
    return basename(file) === PROGRAM && size >= LEAST_OF_A_PROGRAM ? `${file} ${size} ${mtimeMs}` : null;
  }
  return null;
}

function resolveProgram(file: string): string | null {
  try {
    const resolved = realpathSync(file);
    const { mode } = statSync(resolved);
    return (mode & 0o111) === 0 ? null : resolved;
  } catch {
    return null;
  }
}
