import type { BuildContext } from '../../build/context/build-context.ts';
import type { Selection } from '../../build/context/selection.ts';
import type { Io } from '../io.ts';

/** A build context that is looked at. */
export interface Looked {
  readonly context: BuildContext;
  readonly selection: Selection;
  readonly io: Io;
}

/** What is shown of a build context: for a person, a line each, or for a program. */
export interface View {
  readonly lines: readonly string[];
  readonly json: unknown;
}
