import { jsonText } from '../json-text.ts';

/** A list in JSON, written while its items come: each on a line of its own. */
export class JsonList {
  #isEmpty = true;
  readonly #open: string;

  /** What stands before the list can be written with it. */
  constructor(before = '') {
    this.#open = `${before}[`;
  }

  add(items: readonly unknown[]): string {
    return items.map((item) => `${this.#separator()}\n  ${jsonText(item)}`).join('');
  }

  end(): string {
    return this.#isEmpty ? `${this.#open}]` : '\n]';
  }

  #separator(): string {
    const separator = this.#isEmpty ? this.#open : ',';
    this.#isEmpty = false;
    return separator;
  }
}
