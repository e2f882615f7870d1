import type { Exit } from '../../src/cli/exit.ts';
import { main } from '../../src/cli/main.ts';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

export interface Ran {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with everything that it writes. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = process.cwd(), env = {}, stdin = '', isTerminal = false, columns } = options;
  const stdout = collector(isTerminal, columns);
  const stderr = collector(isTerminal, columns);
  const signal = options.signal ?? new AbortController().signal;
  const exit = await main(argv, { stdin: streamOf(stdin), stdout, stderr, env, cwd, signal });
  return { exit, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(isTerminal: boolean, columns: number | undefined) {
  const chunks: Buffer[] = [];
  return {
    write: (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk)),
    text: () => Buffer.concat(chunks).toString(),
    isTerminal,
    columns,
  };
}

async function* streamOf(input: NonNullable<RunOptions['stdin']>): AsyncGenerator<Uint8Array, void> {
  if (typeof input === 'string' || input instanceof Uint8Array) yield Buffer.from(input);
  else yield* input;
}
