import { availableParallelism } from 'node:os';
import type { Io } from '../io.ts';
import type { ShellcheckArguments } from '../shellcheck/options.ts';
import type { Surroundings } from './lint-file.ts';
import type { Linter, TakeReport } from './linter.ts';
import { OwnLinter } from './own-linter.ts';

/** With fewer files to each, threads take longer to start than they save. */
const FILES_PER_THREAD = 24;

/** What a linter needs. */
export interface LinterParts {
  readonly options: ShellcheckArguments;
  readonly surroundings: Surroundings;
  readonly io: Io;
  readonly take: TakeReport;
}

/** The linter for so many files: in threads of its own (`jobs`, by default one to each processor core) where that is worth it. */
export async function openLinter(
  total: number,
  jobs: number | undefined,
  { io, options, surroundings, take }: LinterParts,
): Promise<Linter> {
  const cores = jobs ?? availableParallelism();
  const threads = Math.max(1, Math.min(cores, Math.floor(total / FILES_PER_THREAD)));
  const { 'no-cache': noCache, quiet, shellcheck } = options;
  const checkers = Math.max(1, Math.floor(cores / threads));
  const checks = { shellcheck, 'no-cache': noCache, quiet, checkers };
  if (threads === 1) return new OwnLinter(checks, surroundings, io, take);
  const { ThreadLinter } = await import('./threads/thread-linter.ts');
  const setup = { options: checks, surroundings, env: { ...io.env } };
  return new ThreadLinter(threads, setup, io, take);
}
