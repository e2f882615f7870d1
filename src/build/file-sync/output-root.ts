import { chmodSync, lstatSync, mkdirSync, realpathSync, rmdirSync, unlinkSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { type BytePath, toBytePath, toFilePath, toText } from '../context/byte-path.ts';
import { errorCode, reasonOf } from '../context/file-error.ts';

/** The mode of a directory that is its owner's alone. */
const OWN = 0o700;

/**
 * The directory that an output is written into. It knows the places of entries, and that no link lies on the way to them,
 * whatever came before: it looks each time, as others may write there too. Methods throw errors of the file system, and a
 * BuildError for a way that leads elsewhere.
 */
export class OutputRoot {
  /** Links followed. */
  readonly path: string;
  readonly #base: BytePath;

  /** Makes the directory where there is none, for its owner only, as docker does. */
  constructor(path: string) {
    mkdirSync(path, { recursive: true, mode: OWN });
    this.path = realpathSync(path);
    this.#base = `${toBytePath(this.path)}/`;
  }

  /** Where an entry belongs. With a `/` at its end it must be a directory itself. */
  placeOf(name: BytePath): BytePath {
    for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
      this.#checkDirectory(name.slice(0, slash + 1));
    }
    return this.#base + name;
  }

  /** Where an entry may be moved to: no directory is there any more. One that holds something is an error. */
  replaceablePlaceOf(name: BytePath): BytePath {
    const place = this.placeOf(name);
    if (!lstatSync(toFilePath(place), { throwIfNoEntry: false })?.isDirectory()) return place;
    rmdirSync(toFilePath(place));
    return place;
  }

  /** Where an entry may be made: nothing is there any more. A directory that holds something is an error. */
  emptyPlaceOf(name: BytePath): BytePath {
    const place = this.replaceablePlaceOf(name);
    if (lstatSync(toFilePath(place), { throwIfNoEntry: false })) unlinkSync(toFilePath(place));
    return place;
  }

  /**
   * Makes a directory, whose name ends in `/`, that its owner can write into; one that is there is opened to its owner. Anything else in
   * its place is removed.
   */
  makeDirectory(name: BytePath): void {
    const place = this.placeOf(name.slice(0, -1));
    const stats = lstatSync(toFilePath(place), { throwIfNoEntry: false });
    if (!stats?.isDirectory()) mkdirSync(toFilePath(this.emptyPlaceOf(name.slice(0, -1))), { mode: OWN });
    else if ((stats.mode & OWN) !== OWN) chmodSync(toFilePath(place), (stats.mode & 0o7777) | OWN);
  }

  #checkDirectory(name: BytePath): void {
    const place = (this.#base + name).slice(0, -1);
    if (lstatSync(toFilePath(place)).isDirectory()) return;
    const message = `${toText(place)} is no directory any more: nothing is written behind it`;
    throw new BuildError('OUTPUT_UNWRITABLE', message);
  }
}

/** Does something to an output's file or directory. Throws a BuildError that names it. */
export function writing<Result>(path: BytePath, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof BuildError || errorCode(cause) === undefined) throw cause;
    throw unwritable(path, cause);
  }
}

/** The error for a part of an output that cannot be written. */
export function unwritable(path: BytePath, cause: unknown): BuildError {
  const isFull = ['ENOSPC', 'EDQUOT'].includes(errorCode(cause) ?? '');
  const advice = isFull
    ? 'make room, or choose another destination'
    : 'choose another destination, or make this one writable';
  const message = `cannot write ${toText(path)}: ${reasonOf(cause)}; ${advice}`;
  return new BuildError('OUTPUT_UNWRITABLE', message, { cause });
}
