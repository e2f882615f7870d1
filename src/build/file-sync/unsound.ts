import { BuildError } from '../build-error.ts';

/** The error for what no sound daemon sends as a result: `what` is told behind "the daemon sent". */
export function unsound(what: string, cause?: unknown): BuildError {
  return new BuildError('DAEMON_ERROR', `the daemon sent ${what}`, { cause });
}
