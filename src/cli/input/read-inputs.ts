import { readFileSync, type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Io } from '../io.ts';
import { type Input, InputError } from './input.ts';
import { systemErrorWords } from './system-error.ts';

export interface ReadOptions {
  /** What standard input is called. */
  readonly stdinName: string;
  /** Whether a directory stands for the Dockerfiles below it; else it is an error. */
  readonly searchDirectories: boolean;
}

/**
 * Reads what the operands of a command name: files whatever their name, directories, and `-` for standard input; each file once.
 * What cannot be read comes as an error in its place, and the rest follows.
 */
export async function* readInputs(
  operands: readonly string[],
  options: ReadOptions,
  io: Io,
): AsyncGenerator<Input | InputError, void> {
  const seen = new Set<string>();
  for (const operand of operands) {
    for await (const file of filesOf(operand, options, io)) {
      if (file instanceof InputError) yield file;
      else if (isNew(file, seen, io)) yield await read(file, options, io);
      // Reading and linting take the whole turn: this lets a signal in.
      await setImmediate();
      if (io.signal.aborted) return;
    }
  }
}

function isNew(file: string, seen: Set<string>, io: Io): boolean {
  const key = file === '-' ? '-' : resolve(io.cwd, file);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

async function* filesOf(
  operand: string,
  options: ReadOptions,
  io: Io,
): AsyncGenerator<string | InputError, void> {
  if (operand === '') return yield new InputError("'': a file name cannot be empty");
  if (operand === '-' || !stat(operand, io)?.isDirectory()) return yield operand;
  if (!options.searchDirectories) return yield new InputError(`${operand}: is a directory, not a Dockerfile`);
  const { findDockerfiles } = await import('./find-dockerfiles.ts');
  const { files, errors } = await findDockerfiles(operand, io.cwd);
  yield* errors;
  yield* files;
  if (files.length === 0)
    yield new InputError(`${operand}: no Dockerfile in this directory or below it; name the file`);
}

/** Undefined where there is none, or none that may be seen: reading it will tell why. */
function stat(file: string, io: Io): Stats | undefined {
  try {
    return statSync(resolve(io.cwd, file), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function read(file: string, { stdinName }: ReadOptions, io: Io): Promise<Input | InputError> {
  const name = file === '-' ? stdinName : file;
  try {
    return { name, bytes: file === '-' ? await readStdin(io) : await readBytes(file, io) };
  } catch (error) {
    if (io.signal.aborted) throw error;
    return new InputError(`${name}: ${systemErrorWords(error)}`);
  }
}

/** Regular files at once, which is several times faster; from a pipe or a device, though, the bytes may be long in coming. */
async function readBytes(file: string, io: Io): Promise<Uint8Array> {
  const path = resolve(io.cwd, file);
  return stat(file, io)?.isFile() ? readFileSync(path) : await readFile(path, { signal: io.signal });
}

async function readStdin(io: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
