import { cacheFolder } from '#cache-folder';
import { Cache } from './cache.ts';
import type { Environment } from './environment.ts';
import { findNative } from './native.ts';
import { ShellCheck } from './shellcheck.ts';

/** What is wanted of ShellCheck. */
export interface OpenOptions {
  readonly useCache: boolean;
  /** How many processes or threads of it may work at once. */
  readonly checkers: number;
}

/** The ShellCheck of this machine: the program, else the package; `null` where there is neither. */
export async function openShellCheck(
  environment: Environment,
  { checkers, useCache }: OpenOptions,
): Promise<ShellCheck | null> {
  const engine = (await findNative(environment, checkers)) ?? (await import('./wasm.ts')).findWasm(checkers);
  if (engine === null) return null;
  const folder = useCache ? cacheFolder(environment) : null;
  return new ShellCheck(engine, folder === null ? null : new Cache(folder, engine.id));
}
