import { cacheFolder } from '#cache-folder';
import { Cache } from './cache.ts';
import { type Environment, findNative } from './native.ts';
import { ShellCheck } from './shellcheck.ts';
import { findWasm } from './wasm.ts';

/** The ShellCheck of this machine: the program, else the package; `null` where there is neither. */
export async function openShellCheck(
  environment: Environment,
  { useCache }: { readonly useCache: boolean },
): Promise<ShellCheck | null> {
  const engine = (await findNative(environment)) ?? findWasm();
  if (engine === null) return null;
  const folder = useCache ? cacheFolder(environment) : null;
  return new ShellCheck(engine, folder === null ? null : new Cache(folder, engine.id));
}
