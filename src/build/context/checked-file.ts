import { closeSync, constants, openSync, readSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { type BytePath, toFilePath, toText } from './byte-path.ts';
import { errorCode, unreadable } from './file-error.ts';

/** Never follows a link and never waits for a writer, if something else has taken the file's place. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What opening a file says that is no longer the one that was found: it may be a link now, or its directory a file. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/** A file of a context that must be as long as when it was found. All methods throw a BuildError that names it. */
export class CheckedFile {
  readonly #path: BytePath;
  readonly #descriptor: number;
  #left: number;
  #isAtEnd = false;

  /** `size` is what its length must be, in bytes. */
  constructor(path: BytePath, size: number) {
    this.#path = path;
    this.#left = size;
    this.#descriptor = open(path);
  }

  /** Bytes that must still come. */
  get left(): number {
    return this.#left;
  }

  /** Whether all was read, and nothing follows. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /**
   * Reads the next bytes, at most `room`, to a place in a buffer and gives their number. One byte more than expected is
   * asked for, wherever there is room: it tells without another call that the file grew.
   */
  readInto(buffer: Uint8Array, at: number, room: number): number {
    const wanted = Math.min(this.#left + 1, room);
    const read = this.#read(buffer, at, wanted);
    if (read > this.#left) throw changed(this.#path, 'grew');
    if (read === 0 && this.#left > 0) throw changed(this.#path, 'became shorter');
    this.#left -= read;
    this.#isAtEnd = this.#left === 0 && read < wanted;
    return read;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #read(buffer: Uint8Array, at: number, length: number): number {
    try {
      return readSync(this.#descriptor, buffer, at, length, null);
    } catch (error) {
      throw unreadable(this.#path, error);
    }
  }
}

function open(path: BytePath): number {
  try {
    return openSync(toFilePath(path), OPEN_FLAGS);
  } catch (error) {
    const isGone = GONE.has(errorCode(error) ?? '');
    throw isGone ? changed(path, 'is gone or was replaced') : unreadable(path, error);
  }
}

function changed(path: BytePath, what: string): BuildError {
  const message = `${toText(path)} ${what} while it was sent; build again when nothing writes to it`;
  return new BuildError('CONTEXT_FILE_CHANGED', message);
}
