import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { GitIgnore } from './git-ignore.ts';
import { InputError } from './input.ts';
import { systemErrorWords } from './system-error.ts';

const dockerfile = /^(?:docker|container)file(?:\..+)?$|.\.(?:docker|container)file$/i;
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

/** Searches a directory for Dockerfiles by their names; what git ignores is left out, links to directories are not followed. */
export async function findDockerfiles(directory: string, cwd: string): Promise<Found> {
  const files: string[] = [];
  const errors: InputError[] = [];
  const open: Directory[] = [{ path: directory, ignored: GitIgnore.at(resolve(cwd, directory)) }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = list(next.path, cwd);
    if (entries instanceof InputError) errors.push(entries);
    else visit(next, entries, { files, open, cwd });
    // A large tree takes a while: this lets a signal in.
    await setImmediate();
  }
  return { files: files.sort(compareBytes), errors };
}

/** Whether a file has the name of a Dockerfile; the ignore file that may stand beside one has not. */
function isDockerfileName(name: string): boolean {
  return dockerfile.test(name) && !name.toLowerCase().endsWith('.dockerignore');
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
}

function visit({ path, ignored }: Directory, entries: readonly Dirent[], { files, open, cwd }: Search): void {
  for (const entry of entries) {
    const child = join(path, entry.name);
    const absolute = resolve(cwd, child);
    if (entry.isDirectory() && !skipped.has(entry.name) && !ignored.ignores(absolute, true)) {
      open.push({ path: child, ignored: ignored.enter(absolute) });
    }
    if (!isDockerfileName(entry.name) || !isFile(entry, absolute)) continue;
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

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
