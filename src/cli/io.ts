import type { Writable } from 'node:stream';

/** A stream of text or bytes that a command writes to. */
export interface Output {
  write(chunk: string | Uint8Array): unknown;
  /** Whether a person watches: colour, code frames and progress are for them. */
  readonly isTerminal: boolean;
  /** Width of the terminal in columns; undefined where there is none. */
  readonly columns?: number | undefined;
  /** Its height in lines. */
  readonly rows?: number | undefined;
  /** The stream itself, where there is one: for much data, which must not be written faster than it is read. */
  readonly stream?: Writable;
}

/** Everything a command may touch of the process it runs in. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** Aborted by Ctrl-C (SIGINT) and SIGTERM. */
  readonly signal: AbortSignal;
}
