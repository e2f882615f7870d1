import type { SolveStatus, VertexWarning } from '../../build/index.ts';

/** What BuildKit warned of during a build. */
export class BuildWarnings {
  readonly #byKey = new Map<string, VertexWarning>();

  /** Takes a part of the progress in; what is told again counts once. */
  add({ warnings }: Pick<SolveStatus, 'warnings'>): void {
    for (const warning of warnings) this.#byKey.set(keyOf(warning), warning);
  }

  /** All of them, in the order in which they were told first. */
  get all(): readonly VertexWarning[] {
    return [...this.#byKey.values()];
  }
}

function keyOf({ detail, ranges, short, source, url }: VertexWarning): string {
  return JSON.stringify([short, detail, url, source?.filename, ranges]);
}
