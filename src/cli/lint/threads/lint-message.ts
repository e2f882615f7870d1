import type { Diagnostic } from '../../../diagnostic.ts';
import type { Effective } from '../../../lint/config/merge-layers.ts';
import type { Exit } from '../../exit.ts';
import type { CheckArguments } from '../../shellcheck/script-checks.ts';
import type { Surroundings } from '../lint-file.ts';

/** What a thread is told once. */
export interface ThreadSetup {
  readonly options: CheckArguments;
  readonly surroundings: Surroundings;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A file on its way to a thread. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly effective: Effective;
}

/** What a thread makes of a file; an error is a mistake of dlint's. */
export type Outcome = { readonly diagnostics: readonly Diagnostic[] } | { readonly error: unknown };

/** What a thread answers to some files, in their order. */
export interface Answer {
  readonly outcomes: readonly Outcome[];
  /** What is to be said on standard error. */
  readonly notes: readonly string[];
  /** How the checks of scripts went. */
  readonly exit: Exit;
}

/** What a thread does, one batch after the other. */
export type LintServer = (files: readonly SentFile[]) => Promise<Answer>;
