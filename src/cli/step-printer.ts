import type { SolveStatus, Vertex, VertexLog } from '../build/index.ts';
import { LineSplitter } from './line-splitter.ts';

/** Shows BuildKit's progress as plain text: each step when it begins and ends, and what its command prints, in whole lines. */
export class StepPrinter {
  readonly #print: (text: string) => void;
  /** Numbers of the steps that were shown, by digest. */
  readonly #numbers = new Map<string, number>();
  /** What the streams of a step that runs printed, by digest and number of the stream. */
  readonly #streams = new Map<string, Map<number, LineSplitter>>();
  readonly #ended = new Set<string>();

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  /** Shows what changed. */
  add({ vertexes, logs, warnings }: SolveStatus): void {
    for (const vertex of vertexes) this.#begin(vertex);
    for (const log of logs) this.#log(log);
    for (const { vertex, short } of warnings) this.#step(vertex, `WARN: ${short}`);
    for (const vertex of vertexes) this.#end(vertex);
  }

  #begin({ digest, name, started }: Vertex): void {
    if (started === undefined || this.#numbers.has(digest)) return;
    this.#numbers.set(digest, this.#numbers.size + 1);
    this.#print(`#${this.#numbers.size} ${name}\n`);
  }

  #log({ vertex, stream, data }: VertexLog): void {
    const streams = this.#streams.get(vertex) ?? new Map<number, LineSplitter>();
    const splitter = streams.get(stream) ?? new LineSplitter();
    this.#streams.set(vertex, streams.set(stream, splitter));
    for (const line of splitter.push(data)) this.#step(vertex, line);
    if (this.#ended.has(vertex)) this.#finishLines(vertex);
  }

  #end({ digest, cached, completed, error }: Vertex): void {
    if (completed === undefined || this.#ended.has(digest)) return;
    this.#ended.add(digest);
    this.#finishLines(digest);
    this.#step(digest, error === '' ? (cached ? 'CACHED' : 'DONE') : `ERROR: ${error}`);
  }

  /** Shows lines that were not ended, as no more comes. */
  #finishLines(digest: string): void {
    for (const splitter of this.#streams.get(digest)?.values() ?? []) {
      for (const line of splitter.end()) this.#step(digest, line);
    }
    this.#streams.delete(digest);
  }

  #step(digest: string, text: string): void {
    const number = this.#numbers.get(digest);
    if (number !== undefined) this.#print(`#${number} ${text}\n`);
  }
}
