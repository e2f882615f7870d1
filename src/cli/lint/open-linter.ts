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
  const most = Math.floor(total / FILES_PER_THREAD);
  const threads = most < 2 ? 1 : Math.min(most, jobs ?? availableParallelism());
  if (threads < 2) return new OwnLinter(options, surroundings, io, take);
  const { ThreadLinter } = await import('./threads/thread-linter.ts');
  const { quiet, shellcheck } = options;
  const setup = {
    options: { quiet, shellcheck, 'no-cache': options['no-cache'] },
    surroundings,
    env: { ...io.env },
  };
  return new ThreadLinter({ threads, total }, setup, io, take);
}
