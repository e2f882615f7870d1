import { existsSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { toBytePath } from '../../build/context/byte-path.ts';
import { reasonOf } from '../../build/context/file-error.ts';
import { unwritable } from '../../build/file-sync/output-root.ts';
import { UsageError } from '../command.ts';
import { checkDestination, isStream } from './destination.ts';

/** The file of `--iidfile`: it is gone as long as there is no image, so that nobody takes an old one's id for the new one's. */
export class ImageIdFile {
  readonly #path: string;
  /** Whether it is a device or a pipe, which stays where it is. */
  readonly #isStream: boolean;

  /** Removes the file that stands there. Throws a UsageError if that cannot be, or if none could be written after the build. */
  constructor(file: string, cwd: string) {
    this.#path = resolve(cwd, file);
    const existing = checkDestination('iidfile', this.#path);
    this.#isStream = existing !== undefined && isStream(existing);
    if (this.#isStream) return;
    try {
      if (existing?.isDirectory()) rmdirSync(this.#path);
      else rmSync(this.#path, { force: true });
    } catch (error) {
      throw new UsageError(`--iidfile: cannot remove ${this.#path}: ${reasonOf(error)}`);
    }
  }

  /** Writes an image's id, without a line break. Throws a BuildError if that cannot be; then there is no file. */
  write(imageId: string): void {
    try {
      writeFileSync(this.#path, imageId);
    } catch (error) {
      if (!this.#isStream && existsSync(this.#path)) rmSync(this.#path, { force: true });
      throw unwritable(toBytePath(this.#path), error);
    }
  }
}
