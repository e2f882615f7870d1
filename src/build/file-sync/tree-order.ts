import type { BuildError } from '../build-error.ts';
import { type BytePath, toText } from '../context/byte-path.ts';
import { unsound } from './unsound.ts';

/** A directory that more entries may come for. */
interface Level {
  /** Its path with a `/` behind it; empty for the root. */
  readonly prefix: BytePath;
  /** The name that came last. */
  last: BytePath;
}

/**
 * Checks the paths of a tree that is received: each within the root, each once, in a directory that came before, in the
 * order of their bytes. So nothing can come to lie behind a link, or outside.
 */
export class TreeOrder {
  readonly #levels: Level[] = [{ prefix: '', last: '' }];

  /** Throws a BuildError for a path that must not come next. */
  add(path: BytePath, isDirectory: boolean): void {
    if (!isInside(path)) throw refused(path, 'it does not lie within the output');
    const prefix = path.slice(0, path.lastIndexOf('/') + 1);
    while (this.#levels.at(-1)?.prefix !== prefix) {
      if (this.#levels.pop() === undefined) throw refused(path, 'its directory did not come before');
    }
    const level = this.#levels.at(-1);
    const name = path.slice(prefix.length);
    if (level === undefined || name <= level.last) throw refused(path, 'it is out of order');
    level.last = name;
    if (isDirectory) this.#levels.push({ prefix: `${path}/`, last: '' });
  }
}

/** Whether a path leads to one place below the root, by its text alone. Windows has more ways to lead elsewhere. */
function isInside(path: BytePath): boolean {
  if (path.includes('\0') || (process.platform === 'win32' && /[\\:]/.test(path))) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function refused(path: BytePath, reason: string): BuildError {
  return unsound(`the path "${toText(path)}", which is refused: ${reason}`);
}
