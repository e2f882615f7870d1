import type { SolveStatus } from '../../build/index.ts';

/** How a build ended. */
export type Outcome = 'built' | 'failed' | 'cancelled';

/** Shows BuildKit's progress. */
export interface Display {
  /** Takes what is new. */
  add(status: SolveStatus): void;
  /** Shows text that is no part of the progress, on lines of its own. */
  print(text: string): void;
  /** Nothing more comes: shows what is not shown yet. */
  end(outcome: Outcome): void;
}

/** A display that is told when to show what is new. */
export interface View extends Display {
  refresh(): void;
}
