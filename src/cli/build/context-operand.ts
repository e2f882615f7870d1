import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { BuildOptions } from '../../build/index.ts';
import { readGivenFile } from '../../build/read-given-file.ts';
import { UsageError } from '../command.ts';
import { InputError } from '../input/input.ts';
import { systemErrorWords } from '../input/system-error.ts';
import type { Io } from '../io.ts';

type Source = Pick<BuildOptions, 'context' | 'contextName' | 'dockerfile'>;

/** What the build context and the Dockerfile are by the operands and `-f`. Throws a UsageError, or an InputError for a pipe that cannot be read. */
export async function readSource(
  operands: readonly string[],
  file: string | undefined,
  io: Pick<Io, 'cwd' | 'signal' | 'stdin'>,
): Promise<Source> {
  const operand = onlyOperand(operands);
  if (operand === '-') {
    if (file === '-')
      throw new UsageError('standard input cannot be both the build context and the Dockerfile');
    return { context: io.stdin, contextName: 'standard input', dockerfile: file };
  }
  const piped = file === '-' ? { content: await buffer(io.stdin) } : undefined;
  const written = isAbsolute(operand) ? operand : `${io.cwd}/${operand}`;
  const exists = existsSync(written);
  const { isRemoteSource } = await import('../../build/index.ts');
  if (!exists && isRemoteSource(operand)) return { context: operand, dockerfile: piped ?? file };
  // Shortened by the text alone, as docker does; where `gone/..` does not exist, that is the error.
  const context = exists ? resolve(written) : written;
  return { context, dockerfile: piped ?? (await readDockerfile(file, io)) };
}

/** The Dockerfile that `-f` names, absolute; an empty name stands for the default. Throws an InputError for a pipe that cannot be read. */
export async function readDockerfile(
  file: string | undefined,
  { cwd, signal }: Pick<Io, 'cwd' | 'signal'>,
): Promise<Source['dockerfile']> {
  if (!file) return file;
  const path = resolve(cwd, file);
  // A pipe, such as bash's <(…), gives its text only once, and it is wanted twice: to be linted and to be built.
  if (!existsSync(path) || !statSync(path).isFIFO()) return path;
  try {
    return { content: await readGivenFile(path, signal) };
  } catch (error) {
    throw new InputError(`${file}: ${systemErrorWords(error)}`);
  }
}

function onlyOperand(operands: readonly string[]): string {
  const [operand, ...rest] = operands;
  if (operand === undefined || rest.length > 0)
    throw new UsageError("'dlint build' requires 1 argument: the build context PATH, URL or -");
  if (operand === '') throw new UsageError('the build context PATH is empty');
  return operand;
}
