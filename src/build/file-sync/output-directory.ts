import { chmodSync, linkSync, lstatSync, lutimesSync, symlinkSync, utimesSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { type BytePath, toBytePath, toFilePath, toText } from '../context/byte-path.ts';
import type { ContextEntry } from '../context/context-entry.ts';
import { OutputFile, timeOf } from './output-file.ts';
import { OutputRoot, writing } from './output-root.ts';
import { makeSpecialFile } from './special-file.ts';
import { unsound } from './unsound.ts';

/**
 * A directory that a tree is written into, beside what is there already. What is in the way of an entry is replaced,
 * links too, but no directory that holds something; no link is followed. Methods throw a BuildError that names what cannot
 * be written.
 */
export class OutputDirectory {
  readonly #root: OutputRoot;
  readonly #directories: ContextEntry[] = [];
  readonly #hardLinks: ContextEntry[] = [];
  /** Entries that are there and may get further names. */
  readonly #linkable = new Set<BytePath>();
  readonly #openFiles = new Set<OutputFile>();

  constructor(path: string) {
    this.#root = writing(toBytePath(path), () => new OutputRoot(path));
  }

  /** Makes anything but a file. */
  add(entry: ContextEntry): void {
    this.#writing(entry, () => this.#add(entry));
  }

  /** Begins a file. */
  openFile(entry: ContextEntry): OutputFile {
    return this.#writing(entry, () => {
      const place = this.#root.placeOf(entry.name);
      const file = new OutputFile(entry, place.slice(0, place.lastIndexOf('/') + 1));
      this.#openFiles.add(file);
      return file;
    });
  }

  writeFile(file: OutputFile, data: Uint8Array): void {
    this.#writing(file.entry, () => file.write(data));
  }

  /** Puts a file that is whole into its place. */
  finishFile(file: OutputFile): void {
    this.#writing(file.entry, () => file.finish(this.#root.replaceablePlaceOf(file.entry.name)));
    this.#openFiles.delete(file);
    this.#linkable.add(file.entry.name);
  }

  /** Does what must wait until everything else is there: second names, and modes and times of directories. */
  complete(): void {
    for (const entry of this.#hardLinks) this.#writing(entry, () => this.#link(entry));
    for (const entry of this.#directories.toReversed()) {
      this.#writing(entry, () => setModeAndTime(this.#root.placeOf(entry.name), entry));
    }
  }

  /** Removes files that are not whole. */
  abandon(): void {
    for (const file of this.#openFiles) {
      try {
        file.discard();
      } catch {
        // Its directory may be gone; why the output is abandoned matters more.
      }
    }
  }

  #add(entry: ContextEntry): void {
    const { name, type } = entry;
    switch (type) {
      case 'directory':
        this.#root.makeDirectory(name);
        this.#directories.push(entry);
        break;
      case 'symbolic-link':
        this.#addSymbolicLink(entry);
        break;
      case 'hard-link':
        this.#hardLinks.push(entry);
        break;
      case 'fifo':
      case 'character-device':
      case 'block-device':
        this.#addSpecialFile(entry);
        break;
      case 'file':
        this.finishFile(this.openFile(entry));
        break;
    }
  }

  #addSymbolicLink(entry: ContextEntry): void {
    const place = toFilePath(this.#root.emptyPlaceOf(entry.name));
    symlinkSync(toFilePath(entry.target), place);
    lutimesSync(place, timeOf(entry), timeOf(entry));
  }

  #addSpecialFile(entry: ContextEntry): void {
    const place = this.#root.replaceablePlaceOf(entry.name);
    makeSpecialFile(entry, this.#root.path, place);
    setModeAndTime(place, entry);
    this.#linkable.add(entry.name);
  }

  #link({ name, target }: ContextEntry): void {
    if (!this.#linkable.has(target))
      throw unsound(`${toText(name)} as a link to ${toText(target)}, which it did not send before`);
    const first = this.#root.placeOf(target);
    // Some systems would make a second name for what a link leads to.
    if (lstatSync(toFilePath(first)).isSymbolicLink()) throw replaced(first);
    linkSync(toFilePath(first), toFilePath(this.#root.emptyPlaceOf(name)));
    this.#linkable.add(name);
  }

  #writing<Result>(entry: ContextEntry, action: () => Result): Result {
    return writing(`${toBytePath(this.#root.path)}/${entry.name}`, action);
  }
}

function replaced(place: BytePath): BuildError {
  const message = `${toText(place)} is a link now, which is not what was written: it gets no second name`;
  return new BuildError('OUTPUT_UNWRITABLE', message);
}

function setModeAndTime(place: BytePath, entry: ContextEntry): void {
  chmodSync(toFilePath(place), entry.mode);
  utimesSync(toFilePath(place), timeOf(entry), timeOf(entry));
}
