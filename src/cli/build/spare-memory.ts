import { setFlagsFromString } from 'node:v8';

/**
 * The HTTP client's parser is WebAssembly, which reads a few lines of each answer. V8 would compile it a second time, with its optimizer: 30 MB
 * and half a second of a processor. Gives what takes this back, once the daemon has answered: V8 takes code from its cache only under the flags
 * that it was made under.
 */
export function spareMemory(): () => void {
  setFlagsFromString('--liftoff-only');
  return () => {
    // It implies that the last three are not so.
    for (const flag of ['--no-liftoff-only', '--liftoff', '--wasm-tier-up', '--wasm-dynamic-tiering'])
      setFlagsFromString(flag);
  };
}
