import { cacheFolder } from '#cache-folder';
import { Cache } from './cache.ts';
import type { Environment } from './environment.ts';
import { findNative } from './native.ts';
import { ShellCheck } from './shellcheck.ts';

/** The ShellCheck of this machine: the program, else the package; `null` where there is neither. */
export async function openShellCheck(
  environment: Environment,
  { useCache }: { readonly useCache: boolean },
): Promise<ShellCheck | null> {
  const engine = (await findNative(environment)) ?? (await import('./wasm.ts')).findWasm();
  if (engine === null) return null;
  const folder = useCache ? cacheFolder(environment) : null;
  return new ShellCheck(engine, folder === null ? null : new Cache(folder, engine.id));
}
