import { execFile } from 'node:child_process';
import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';

/** What a git command printed. */
export interface GitOutput {
  /** 0 where it did what was asked. */
  readonly code: number;
  readonly stdout: Buffer;
  /** The first line of what it said on standard error, without its `fatal:`. */
  readonly complaint: string;
}

/** Git in one directory. */
export class Git {
  readonly #directory: string;
  readonly #io: Pick<Io, 'env' | 'signal'>;

  /** The directory is absolute. */
  constructor(directory: string, io: Pick<Io, 'env' | 'signal'>) {
    this.#directory = directory;
    this.#io = io;
  }

  /** Runs a command that changes nothing. Throws a `UsageError` where git is not installed. */
  run(...args: readonly string[]): Promise<GitOutput> {
    const { env, signal } = this.#io;
    const options = {
      cwd: this.#directory,
      // Without the locks no other git command can be in the way, and messages in English can be cut.
      env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      maxBuffer: Number.POSITIVE_INFINITY,
      signal,
      encoding: 'buffer',
    } as const;
    return new Promise((resolve, reject) => {
      execFile('git', args, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, stdout, complaint: firstLine(stderr.toString()) });
        else if (code === 'ENOENT') reject(new UsageError('--since needs git, which is not installed'));
        else reject(error);
      });
    });
  }

  /** What a command prints. Throws a `UsageError` with git's own words where it fails. */
  read(...args: readonly string[]): Promise<string> {
    return this.#read(args, 0);
  }

  /** What `diff --no-index` prints, whose exit code 1 says that files differ. Throws as `read` does. */
  compare(...args: readonly string[]): Promise<string> {
    return this.#read(args, 1);
  }

  async #read(args: readonly string[], worst: number): Promise<string> {
    const { code, complaint, stdout } = await this.run(...args);
    if (code <= worst) return stdout.toString();
    throw new UsageError(`--since: git ${args.find((word) => !word.startsWith('-'))}: ${complaint}`);
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '');
}
