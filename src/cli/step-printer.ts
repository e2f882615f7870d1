import type { SolveStatus } from '../build/index.ts';

/** Shows BuildKit's progress as plain text: each step when it begins and ends, and what its command prints. */
export class StepPrinter {
  readonly #print: (text: string) => void;
  /** Numbers of the steps that were shown, by digest. */
  readonly #numbers = new Map<string, number>();
  readonly #ended = new Set<string>();

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  /** Shows what changed. */
  add({ vertexes, logs, warnings }: SolveStatus): void {
    for (const { digest, name, started } of vertexes) {
      if (started === undefined || this.#numbers.has(digest)) continue;
      this.#numbers.set(digest, this.#numbers.size + 1);
      this.#print(`#${this.#numbers.size} ${name}\n`);
    }
    for (const { vertex, data } of logs) {
      for (const line of Buffer.from(data).toString('utf8').trimEnd().split('\n')) this.#step(vertex, line);
    }
    for (const { vertex, short } of warnings) this.#step(vertex, `WARN: ${short}`);
    for (const { digest, cached, completed, error } of vertexes) {
      if (completed === undefined || this.#ended.has(digest)) continue;
      this.#ended.add(digest);
      this.#step(digest, error === '' ? (cached ? 'CACHED' : 'DONE') : `ERROR: ${error}`);
    }
  }

  #step(digest: string, text: string): void {
    const number = this.#numbers.get(digest);
    if (number !== undefined) this.#print(`#${number} ${text}\n`);
  }
}
