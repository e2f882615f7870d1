import { expect, it } from 'vitest';

/** Says within a `describe` that its tests are left out, and why; in CI that is a failure. */
export function leaveOut(what: string, why: string): void {
  const reason = `left out: ${why}`;
  if (process.env.CI) it(`has ${what}`, () => expect.fail(reason));
  else it(reason, { todo: true });
}
