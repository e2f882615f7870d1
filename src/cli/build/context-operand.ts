import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { BuildOptions } from '../../build/index.ts';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';

type Source = Pick<BuildOptions, 'context' | 'dockerfile'>;

/** What the build context and the Dockerfile are by the operands and `-f`. Throws a UsageError. */
export async function readSource(
  operands: readonly string[],
  file: string | undefined,
  io: Pick<Io, 'cwd' | 'stdin'>,
): Promise<Source> {
  const operand = onlyOperand(operands);
  if (operand === '-') {
    if (file === '-')
      throw new UsageError('standard input cannot be both the build context and the Dockerfile');
    return { context: io.stdin, dockerfile: file };
  }
  const dockerfile = file === '-' ? { content: await buffer(io.stdin) } : file;
  const path = resolve(io.cwd, operand);
  const { isRemoteSource } = await import('../../build/index.ts');
  if (!existsSync(path) && isRemoteSource(operand)) return { context: operand, dockerfile };
  return {
    context: path,
    dockerfile: typeof dockerfile === 'string' ? resolved(dockerfile, io.cwd) : dockerfile,
  };
}

function onlyOperand(operands: readonly string[]): string {
  const [operand, ...rest] = operands;
  if (operand === undefined || rest.length > 0)
    throw new UsageError("'dlint build' requires 1 argument: the build context PATH, URL or -");
  if (operand === '') throw new UsageError('the build context PATH is empty');
  return operand;
}

/** An empty one stands for the default. */
function resolved(file: string, cwd: string): string {
  return file === '' ? '' : resolve(cwd, file);
}
