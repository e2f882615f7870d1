import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { entryOf } from './entry-of.ts';

/** The file of a package's module, as seen from a file; both absolute. Undefined where there is none. */
export function resolveModule(name: string, from: string): string | undefined {
  const require = createRequire(from);
  try {
    return require.resolve(name);
  } catch {
    // `require` does not see what a package exports for `import` alone, and Node 20 has no other way to ask.
    const folders = require.resolve.paths(name) ?? [];
    return folders.map((folder) => importedFile(join(folder, name))).find((file) => file !== undefined);
  }
}

function importedFile(folder: string): string | undefined {
  try {
    const { exports }: { readonly exports?: unknown } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const target = targetOf(entryOf(exports, '.') ?? exports);
    const file = target === undefined ? undefined : join(folder, target);
    return file !== undefined && existsSync(file) ? realpathSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Follows the conditions of `exports` in their order. */
function targetOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const chosen = Object.keys(exports).filter((condition) =>
    ['import', 'node', 'default'].includes(condition),
  );
  return chosen.map((condition) => targetOf(entryOf(exports, condition))).find((file) => file !== undefined);
}
