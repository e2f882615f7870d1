import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { UsageError } from '../command.ts';
import { count } from '../count.ts';
import type { FileReport } from '../reporters/reporter.ts';
import { type BaselineEntries, keysOf, nameInBaseline, total } from './baseline-entries.ts';
import { readBaseline } from './read-baseline.ts';
import type { Sieve } from './sieve.ts';

/** Takes out what a baseline knows: of findings that are alike as many as it counts, the first ones. */
export class KnownFindings implements Sieve {
  readonly #file: string;
  readonly #cwd: string;
  readonly #entries: BaselineEntries;
  readonly #linted = new Set<string>();
  #known = 0;
  #gone = 0;

  /** Opens a baseline, by its path as given. Throws a `UsageError` where there is none, a `ConfigError` for what is none. */
  constructor(file: string, cwd: string) {
    const path = resolve(cwd, file);
    if (!existsSync(path))
      throw new UsageError(
        `there is no baseline ${file}: write one with --baseline ${file} --update-baseline`,
      );
    this.#file = file;
    this.#cwd = cwd;
    this.#entries = readBaseline(path, cwd);
  }

  async sift(report: FileReport): Promise<readonly Diagnostic[]> {
    const name = nameInBaseline(report.file, resolve(this.#cwd, this.#file), this.#cwd);
    this.#linted.add(name);
    const left = new Map(this.#entries.get(name));
    const keys = keysOf(report);
    const news = report.diagnostics.filter((_, index) => !take(left, keys[index] ?? ''));
    this.#known += report.diagnostics.length - news.length;
    this.#gone += total(left);
    return news;
  }

  end(): readonly string[] {
    const base = dirname(resolve(this.#cwd, this.#file));
    const lost = [...this.#entries].filter(
      ([name]) => !this.#linted.has(name) && !existsSync(resolve(base, name)),
    );
    const gone = lost.reduce((sum, [, entries]) => sum + total(entries), this.#gone);
    const notes =
      this.#known === 0 ? [] : [`${this.#file} knows ${count(this.#known, 'finding')}, not shown`];
    if (gone === 0) return notes;
    return [
      ...notes,
      `${this.#file} lists ${count(gone, 'finding')} no longer there: --update-baseline drops them`,
    ];
  }
}

/** Takes one from a count, if there is one left. */
function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left <= 0) return false;
  counts.set(key, left - 1);
  return true;
}
