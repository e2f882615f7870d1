import {
  closeSync,
  constants,
  fchmodSync,
  futimesSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { type BytePath, toFilePath } from '../context/byte-path.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { randomDigits } from '../random-digits.ts';

/** Only what this creates itself, never what something else has put in its place. */
const OPEN_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** A name that nothing else has, for what is put into its place when it is whole. */
export function temporaryName(): string {
  return `.dlint-${randomDigits(16)}`;
}

/** The time of an entry as `node:fs` takes it: seconds, exact to a microsecond; before 1970, where that would take now, to a millisecond. */
export function timeOf({ modified, nanoseconds }: ContextEntry): number | Date {
  if (modified < 0) return new Date(modified * 1000 + Math.floor(nanoseconds / 1_000_000));
  // A number this large is off by an eighth of a microsecond, and what is behind the microsecond is cut off.
  return nanoseconds === 0 ? modified : modified + (Math.floor(nanoseconds / 1000) + 0.25) / 1e6;
}

/** A file that is being received: it gets its name when it is whole. Methods throw errors of the file system. */
export class OutputFile {
  readonly entry: ContextEntry;
  readonly #temporary: BytePath;
  readonly #descriptor: number;
  #written = 0;
  #isOpen = true;

  /** `directory` ends in `/`, and must be known to lead nowhere else. */
  constructor(entry: ContextEntry, directory: BytePath) {
    this.entry = entry;
    this.#temporary = directory + temporaryName();
    this.#descriptor = openSync(toFilePath(this.#temporary), OPEN_FLAGS, 0o600);
  }

  /** In bytes. */
  get written(): number {
    return this.#written;
  }

  write(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) at += writeSync(this.#descriptor, data, at);
    this.#written += data.length;
  }

  /** Gives the file its mode, its time and its name. */
  finish(path: BytePath): void {
    fchmodSync(this.#descriptor, this.entry.mode);
    futimesSync(this.#descriptor, timeOf(this.entry), timeOf(this.entry));
    this.#close();
    renameSync(toFilePath(this.#temporary), toFilePath(path));
  }

  /** Removes what there is of it. */
  discard(): void {
    this.#close();
    rmSync(toFilePath(this.#temporary), { force: true });
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#descriptor);
    this.#isOpen = false;
  }
}
