import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nextTurn } from '../next-turn.ts';
import { compareBytes } from './compare-bytes.ts';
import { GitIgnore } from './git-ignore.ts';
import { InputError } from './input.ts';
import { systemErrorWords } from './system-error.ts';

const skipped = new Set(['.git', 'node_modules']);

export interface Found {
  /** Below the directory as it was given, in the order of their bytes. */
  readonly files: readonly string[];
  /** For each directory that cannot be read. */
  readonly errors: readonly InputError[];
}

interface Directory {
  readonly path: string;
  readonly ignored: GitIgnore;
}

/** Whether a file is wanted: by its path, as it will be shown, and its name, the last part of that. */
type Accept = (path: string, name: string) => boolean;

/**
 * Searches a directory for files; what git ignores is left out, and so are `.git` and `node_modules`. Links to directories are not
 * followed, so there are no loops.
 */
export async function walkFiles(directory: string, cwd: string, accepts: Accept): Promise<Found> {
  const files: string[] = [];
  const errors: InputError[] = [];
  const open: Directory[] = [{ path: directory, ignored: GitIgnore.at(resolve(cwd, directory)) }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = list(next.path, cwd);
    if (entries instanceof InputError) errors.push(entries);
    else visit(next, entries, { files, open, cwd, accepts });
    // A large tree takes a while: this lets a signal in.
    await nextTurn();
  }
  return { files: files.sort(compareBytes), errors };
}

function list(directory: string, cwd: string): readonly Dirent[] | InputError {
  try {
    return readdirSync(resolve(cwd, directory), { withFileTypes: true });
  } catch (error) {
    return new InputError(`${directory}: ${systemErrorWords(error)}`);
  }
}

interface Search {
  readonly files: string[];
  readonly open: Directory[];
  readonly cwd: string;
  readonly accepts: Accept;
}

function visit(
  { path, ignored }: Directory,
  entries: readonly Dirent[],
  { files, open, cwd, accepts }: Search,
): void {
  for (const entry of entries) {
    const child = join(path, entry.name);
    const absolute = resolve(cwd, child);
    if (entry.isDirectory() && !skipped.has(entry.name) && !ignored.ignores(absolute, true)) {
      open.push({ path: child, ignored: ignored.enter(absolute) });
    }
    if (!accepts(child, entry.name) || !isFile(entry, absolute)) continue;
    if (!ignored.ignores(absolute, false)) files.push(child);
  }
}

/** A link counts as what it points to; one that leads nowhere counts as a file, so that it is reported. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    return true;
  }
}
