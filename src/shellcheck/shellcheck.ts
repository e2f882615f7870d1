import type { Cache } from './cache.ts';
import type { Engine } from './engine.ts';
import type { Remark } from './remark.ts';

/** Checks scripts and remembers what came out: equal scripts once, those of earlier runs not at all. */
export class ShellCheck {
  readonly #engine: Engine;
  readonly #cache: Cache | null;
  readonly #known = new Map<string, readonly Remark[]>();

  constructor(engine: Engine, cache: Cache | null) {
    this.#engine = engine;
    this.#cache = cache;
  }

  /** What was found in a script; `null` where it is not checked yet. */
  remarks(text: string): readonly Remark[] | null {
    const known = this.#known.get(text) ?? this.#cache?.get(text) ?? null;
    if (known !== null) this.#known.set(text, known);
    return known;
  }

  /** Checks what is not known yet. Throws a `ShellCheckError`. */
  async check(texts: Iterable<string>, signal: AbortSignal): Promise<void> {
    const unknown = [...new Set(texts)].filter((text) => this.remarks(text) === null);
    if (unknown.length === 0) return;
    const found = await this.#engine.check(unknown, signal);
    for (const [index, text] of unknown.entries()) {
      const remarks = found[index] ?? [];
      this.#known.set(text, remarks);
      this.#cache?.set(text, remarks);
    }
  }
}
