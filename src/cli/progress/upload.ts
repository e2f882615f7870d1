import { formatSize } from '../format-size.ts';
import type { Output } from '../io.ts';
import { printable } from '../printable.ts';
import type { Clock } from './clock.ts';
import { columnsOf, cut } from './columns.ts';

/** How long a size stands, and of what time the rate is; both in milliseconds. */
const PACE = 100;
const WINDOW = 1000;

interface Sample {
  readonly time: number;
  readonly bytes: number;
}

/** Shows how a context is sent: on a terminal its size and rate while they grow, elsewhere only the size at the end. */
export class Upload {
  readonly #output: Output;
  readonly #clock: Clock;
  /** What was sent at times of the last second, and once before. */
  readonly #samples: Sample[] = [];
  #isShown = false;

  constructor(output: Output, clock: Clock) {
    this.#output = output;
    this.#clock = clock;
  }

  /** So much was sent so far to this address. */
  progress(address: string, bytes: number): void {
    const time = this.#clock.now();
    const last = this.#samples.at(-1);
    if (!this.#output.isTerminal || (last !== undefined && time - last.time < PACE)) return;
    this.#samples.push({ time, bytes });
    while ((this.#samples[1]?.time ?? time) <= time - WINDOW) this.#samples.shift();
    this.#isShown = true;
    this.#output.write(`\r${this.#line(address, `  ${formatSize(bytes)}${this.#rate()}`)}\u001B[K`);
  }

  /** The line that stays. */
  end(address: string, bytes: number): string {
    return `${this.clear()}Sending build context to ${printable(address)}  ${formatSize(bytes)}\n`;
  }

  /** What takes the line away that goes on. */
  clear(): string {
    const text = this.#isShown ? '\r\u001B[K' : '';
    this.#isShown = false;
    return text;
  }

  #rate(): string {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || first.time === last.time) return '';
    return `  ${formatSize(Math.round(((last.bytes - first.bytes) * 1000) / (last.time - first.time)))}/s`;
  }

  /** One line of the terminal at most, or it could not be written over. */
  #line(address: string, numbers: string): string {
    const room = Math.max((this.#output.columns ?? 80) - 1 - columnsOf(numbers), 0);
    return `${cut(`Sending build context to ${printable(address)}`, room)}${numbers}`;
  }
}
