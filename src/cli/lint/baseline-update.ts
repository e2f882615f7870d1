import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { count } from '../count.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { type FileEntries, keysOf, nameInBaseline, total } from './baseline-entries.ts';
import { readBaseline } from './read-baseline.ts';
import type { Sieve } from './sieve.ts';
import { writeBaseline } from './write-baseline.ts';

/** Writes what is found into a baseline, for the files that are linted; of the others what is known stays as long as they exist. */
export class BaselineUpdate implements Sieve {
  readonly #file: string;
  readonly #cwd: string;
  readonly #entries = new Map<string, FileEntries>();

  /** The baseline, by its path as given; it need not be there. */
  constructor(file: string, cwd: string) {
    this.#file = file;
    this.#cwd = cwd;
  }

  async sift(report: FileReport): Promise<readonly Diagnostic[]> {
    const counts = new Map<string, number>();
    for (const key of keysOf(report)) counts.set(key, (counts.get(key) ?? 0) + 1);
    this.#entries.set(nameInBaseline(report.file, resolve(this.#cwd, this.#file), this.#cwd), counts);
    return [];
  }

  end(): readonly string[] {
    const path = resolve(this.#cwd, this.#file);
    const before = existsSync(path) ? readBaseline(path, this.#cwd) : new Map<string, FileEntries>();
    const kept = [...before].filter(([name]) => existsSync(resolve(dirname(path), name)));
    const entries = new Map([...kept, ...this.#entries]);
    writeBaseline(this.#file, entries, this.#cwd);
    const findings = [...entries.values()].reduce((sum, found) => sum + total(found), 0);
    return [`${this.#file} now knows ${count(findings, 'finding')}`];
  }
}
