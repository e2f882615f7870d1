import { rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../../build/context/file-error.ts';
import { UsageError } from '../command.ts';

/** The file of `--iidfile`: it is gone as long as there is no image, so that nobody takes an old one's id for the new one's. */
export class ImageIdFile {
  readonly #path: string;

  /** Removes what stands there. Throws a UsageError if that cannot be. */
  constructor(file: string, cwd: string) {
    this.#path = resolve(cwd, file);
    this.#attempt('remove', () => {
      const isDirectory = statSync(this.#path, { throwIfNoEntry: false })?.isDirectory();
      if (isDirectory) rmdirSync(this.#path);
      else rmSync(this.#path, { force: true });
    });
  }

  /** Writes an image's id, without a line break. Throws a UsageError if that cannot be. */
  write(imageId: string): void {
    this.#attempt('write', () => writeFileSync(this.#path, imageId));
  }

  #attempt(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      throw new UsageError(`--iidfile: cannot ${what} ${this.#path}: ${reasonOf(error)}`);
    }
  }
}
