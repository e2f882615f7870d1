import type { Diagnostic } from '../../diagnostic.ts';
import type { FileReport } from '../reporters/reporter.ts';

/** Something that takes findings out of a run which are no news. */
export interface Sieve {
  /** The findings of a file that are left. */
  sift(report: FileReport): Promise<readonly Diagnostic[]>;
  /** Does what is to be done when every file is linted; gives what a person should know, a line each. */
  end(): readonly string[];
}
