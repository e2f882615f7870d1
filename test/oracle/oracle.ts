import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The folder with answers of the real implementations; they are not part of the project. */
const directory = process.env.DLINT_ORACLE;

/** A JSON file of answers. */
export function readOracle<T>(name: string): T {
  return JSON.parse(readOracleText(name));
}

/** The lines of a file of answers. */
export function readOracleLines<T>(name: string): readonly T[] {
  const lines = readOracleText(name).trimEnd().split('\n');
  return lines.map((line): T => JSON.parse(line));
}

export function readOracleBytes(name: string): Uint8Array {
  return readFileSync(join(directory ?? '', name));
}

function readOracleText(name: string): string {
  return readFileSync(join(directory ?? '', name), 'utf8');
}

/** Tests against the real implementations' answers: left out, and said so, where they are absent; in CI that fails. */
export function describeOracle(name: string, tests: () => void): void {
  if (directory !== undefined && existsSync(directory)) {
    describe(name, tests);
    return;
  }
  const reason = 'left out: DLINT_ORACLE does not name a folder with the answers of the real implementations';
  describe(name, () => {
    if (process.env.CI) it('has the answers', () => expect.fail(reason));
    else it(reason, { todo: true });
  });
}

export interface OracleCase {
  readonly id: string;
}

/**
 * Compares every case and says how many agree. `exceptions` are the cases that differ on purpose, with the reason: one
 * that agrees after all is as wrong as one that is missing.
 */
export function compareCases<C extends OracleCase>(
  name: string,
  cases: readonly C[],
  difference: (testCase: C) => unknown,
  exceptions: Readonly<Record<string, string>> = {},
): void {
  it(name, () => {
    const differences: unknown[] = [];
    const stale: string[] = [];
    for (const testCase of cases) {
      const found = difference(testCase);
      const excused = Object.hasOwn(exceptions, testCase.id);
      if (found !== null && !excused) differences.push({ id: testCase.id, found });
      if (found === null && excused) stale.push(testCase.id);
    }
    const excused = Object.keys(exceptions).length;
    console.log(
      `${name}: ${cases.length - differences.length - excused} of ${cases.length} agree, ${excused} differ on purpose`,
    );
    expect(differences.slice(0, 10)).toEqual([]);
    expect(stale).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });
}

/** What differs between two values, as JSON; `null` if nothing does. */
export function differs(actual: unknown, expected: unknown): unknown {
  return JSON.stringify(actual) === JSON.stringify(expected) ? null : { actual, expected };
}
