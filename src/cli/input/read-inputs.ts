import { createReadStream, readFileSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { nextTurn } from '../next-turn.ts';
import { type Input, InputError } from './input.ts';
import { systemErrorWords } from './system-error.ts';

/** More than any Dockerfile has, in bytes: what is larger was named by mistake. */
const MOST = 16 * 1024 * 1024;

/**
 * Reads files, `-` standing for standard input, which is called `stdinName`; each file once, an error in its place. What cannot be read
 * comes as an error, too, and the rest follows.
 */
export async function* readInputs(
  files: Iterable<string | InputError>,
  stdinName: string,
  io: Io,
): AsyncGenerator<Input | InputError, void> {
  const seen = new Set<string>();
  for (const file of files) {
    if (file instanceof InputError) yield file;
    else if (isNew(file, seen, io)) yield await read(file, stdinName, io);
    // Reading and linting take the whole turn: this lets a signal in.
    await nextTurn();
    if (io.signal.aborted) return;
  }
}

function isNew(file: string, seen: Set<string>, io: Io): boolean {
  const key = file === '-' ? '-' : resolve(io.cwd, file);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

async function read(file: string, stdinName: string, io: Io): Promise<Input | InputError> {
  if (file === '') return new InputError("'': a file name cannot be empty");
  const name = file === '-' ? stdinName : file;
  try {
    return { name, bytes: file === '-' ? await readAll(io.stdin, name) : await readFile(file, io) };
  } catch (error) {
    if (io.signal.aborted) throw error;
    return error instanceof InputError ? error : new InputError(`${name}: ${systemErrorWords(error)}`);
  }
}

/** Regular files at once, which is several times faster; from a pipe or a device, though, the bytes may be long in coming. */
async function readFile(file: string, { cwd, signal }: Io): Promise<Uint8Array> {
  const path = resolve(cwd, file);
  const stats = stat(path);
  if (stats?.isDirectory()) throw new InputError(`${file}: is a directory, not a Dockerfile`);
  if (stats?.isFile() && stats.size > MOST) throw tooLarge(file);
  if (stats?.isFile()) return readFileSync(path);
  return readAll(stats?.isFIFO() ? await openFifo(path, signal) : createReadStream(path, { signal }), file);
}

/** Loaded where there is one only. */
async function openFifo(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const { openPipe } = await import('../../build/open-pipe.ts');
  return openPipe(path, 'read', signal);
}

/** Undefined where there is none, or none that may be seen: reading it will tell why. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST) throw tooLarge(name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string): InputError {
  return new InputError(`${name}: is larger than ${MOST / 1024 / 1024} MiB, which no Dockerfile is`);
}
