import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Where a program is, as a shell would find it. */
export function findProgram(name: string): string | undefined {
  const folders = process.env.PATH?.split(delimiter) ?? [];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** Tests that need a program: left out, and said so, where it is missing; in CI that fails. */
export function describeWithProgram(program: string, name: string, tests: () => void): void {
  if (findProgram(program) !== undefined) {
    describe(name, tests);
    return;
  }
  const reason = `left out: ${program} is not installed`;
  describe(name, () => {
    if (process.env.CI) it(`has ${program}`, () => expect.fail(reason));
    else it(reason, { todo: true });
  });
}
