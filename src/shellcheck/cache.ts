import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pruneCache } from './prune-cache.ts';
import { type Remark, readRemarks } from './remark.ts';
import { shortHash } from './short-hash.ts';

/**
 * Remarks by engine and script, a file each, which says what it is about: names may meet. A file that is not whole counts as none, and a
 * folder that cannot be written is left alone.
 */
export class Cache {
  readonly #folder: string;
  readonly #engine: string;
  #isPruned = false;

  /** `folder` is made when something is kept. */
  constructor(folder: string, engine: string) {
    this.#folder = join(folder, 'shellcheck');
    this.#engine = engine;
  }

  get(script: string): readonly Remark[] | null {
    try {
      const { about, remarks } = JSON.parse(readFileSync(this.#file(script), 'utf8'));
      return about === this.#about(script) ? readRemarks(remarks) : null;
    } catch {
      return null;
    }
  }

  set(script: string, remarks: readonly Remark[]): void {
    const file = this.#file(script);
    const draft = `${file}.${Math.random().toString(36).slice(2)}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      // Other runs see the whole file or none.
      writeFileSync(draft, JSON.stringify({ about: this.#about(script), remarks }));
      renameSync(draft, file);
      if (!this.#isPruned) pruneCache(this.#folder);
      this.#isPruned = true;
    } catch {
      discard(draft);
    }
  }

  #file(script: string): string {
    const name = shortHash(this.#about(script));
    return join(this.#folder, name.slice(0, 2), `${name.slice(2)}.json`);
  }

  #about(script: string): string {
    return `${this.#engine}\0${script}`;
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to remove.
  }
}
