import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pruneCache } from './prune-cache.ts';
import { type Remark, readRemarks } from './remark.ts';

/** Remarks by engine and script, a file each. A file that is not whole counts as none, and a folder that cannot be written is left alone. */
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
      return readRemarks(JSON.parse(readFileSync(this.#file(script), 'utf8')));
    } catch {
      return null;
    }
  }

  set(script: string, remarks: readonly Remark[]): void {
    const file = this.#file(script);
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      mkdirSync(dirname(file), { recursive: true });
      // Other runs see the whole file or none.
      writeFileSync(draft, JSON.stringify(remarks));
      renameSync(draft, file);
      if (!this.#isPruned) pruneCache(this.#folder);
      this.#isPruned = true;
    } catch {
      discard(draft);
    }
  }

  #file(script: string): string {
    const name = createHash('sha256').update(`${this.#engine}\0${script}`).digest('hex');
    return join(this.#folder, name.slice(0, 2), `${name.slice(2)}.json`);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to remove.
  }
}
