import type { Engine } from './engine.ts';
import type { Environment } from './environment.ts';
import { identify } from './program.ts';

/** The `shellcheck` on the PATH; `null` where there is none. What runs processes is loaded when there is something to run. */
export async function findNative(environment: Environment, checkers: number): Promise<Engine | null> {
  // Options of the user's would make findings depend on the machine.
  const env = { ...environment, SHELLCHECK_OPTS: undefined };
  // To ask for the version takes longer than to lint.
  const version = identify(env) ?? (await (await import('./processes.ts')).readVersion(env));
  if (version === null) return null;
  return {
    id: `native ${version}`,
    check: async (scripts, signal) =>
      (await import('./processes.ts')).checkInProcesses(scripts, checkers, env, signal),
  };
}
