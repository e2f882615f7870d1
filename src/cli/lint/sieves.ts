import { UsageError } from '../command.ts';
import type { Io } from '../io.ts';
import type { LintArguments } from './options.ts';
import type { Sieve } from './sieve.ts';

/**
 * What takes findings out of this run, in the order in which it does: a baseline sees all of them, or it would miss those that are not
 * on changed lines. Throws a `UsageError` where options do not go together.
 */
export async function openSieves({ operands, options }: LintArguments, io: Io): Promise<readonly Sieve[]> {
  const { baseline, since, 'stdin-filename': stdinName, 'update-baseline': isUpdate } = options;
  if (isUpdate && baseline === undefined)
    throw new UsageError('--update-baseline needs --baseline FILE, which it writes');
  if (isUpdate && since !== undefined)
    throw new UsageError('--update-baseline takes all findings and --since only some: leave one out');
  const sieves: Sieve[] = [];
  if (baseline !== undefined) sieves.push(await openBaseline(baseline, isUpdate, io));
  if (since === undefined) return sieves;
  const readsStdin = operands.includes('-');
  if (readsStdin && stdinName === undefined)
    throw new UsageError('--since needs --stdin-filename to know which file standard input is');
  const { ChangedFindings } = await import('./changed-findings.ts');
  return [...sieves, new ChangedFindings(since, readsStdin ? stdinName : undefined, io)];
}

async function openBaseline(file: string, isUpdate: boolean, { cwd }: Io): Promise<Sieve> {
  if (isUpdate) {
    const { BaselineUpdate } = await import('./baseline-update.ts');
    return new BaselineUpdate(file, cwd);
  }
  const { KnownFindings } = await import('./known-findings.ts');
  return new KnownFindings(file, cwd);
}
