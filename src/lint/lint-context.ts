import type { Assumptions } from '../model/assumptions.ts';
import { type Build, evaluate } from '../model/evaluate.ts';
import type { Run } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { type RunScript, readRun } from '../shell/run-script.ts';
import type { Span } from '../text/span.ts';
import type { Preset } from './presets.ts';

/** What rules share about a file; each part is worked out once, on first use. */
export class LintContext {
  readonly dockerfile: Dockerfile;
  readonly preset: Preset;
  readonly #assumptions: Assumptions;
  readonly #scripts = new Map<Run, RunScript>();
  #build: Build | undefined;

  constructor(dockerfile: Dockerfile, preset: Preset, assumptions: Assumptions) {
    this.dockerfile = dockerfile;
    this.preset = preset;
    this.#assumptions = assumptions;
  }

  /** What the file means: stages, variables, shells. */
  get build(): Build {
    this.#build ??= evaluate(this.dockerfile, this.#assumptions);
    return this.#build;
  }

  /** The line on which something begins, from 1. */
  lineOf({ span }: { readonly span: Span }): number {
    return this.dockerfile.source.position(span.start).line;
  }

  /** The commands of a RUN; none where its shell is not a POSIX one. */
  script(run: Run): RunScript {
    const known = this.#scripts.get(run);
    if (known !== undefined) return known;
    const script = readRun(run, this.build.shellOf(run));
    this.#scripts.set(run, script);
    return script;
  }
}
