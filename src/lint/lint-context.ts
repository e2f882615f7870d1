import type { Assumptions } from '../model/assumptions.ts';
import { type Build, evaluate } from '../model/evaluate.ts';
import type { Expandable } from '../model/expansion.ts';
import { lastAndBaseStages, shippedStages } from '../model/shipped-stages.ts';
import type { Stage } from '../model/stages.ts';
import type { Run } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { ShellWord } from '../shell/command.ts';
import { readRunAsHadolint } from '../shell/hadolint-script.ts';
import { type RunScript, readRun } from '../shell/run-script.ts';
import type { Span } from '../text/span.ts';
import { CheckSettings } from './check-settings.ts';
import type { Preset } from './presets.ts';

/** What rules share about a file; each part is worked out once, on first use. */
export class LintContext {
  readonly dockerfile: Dockerfile;
  readonly preset: Preset;
  /** What is assumed of the build. */
  readonly assumptions: Assumptions;
  /** What the file and the build ask of BuildKit's checks. */
  readonly checks: CheckSettings;
  readonly #scripts = new Map<Run, RunScript>();
  #build: Build | undefined;
  #shippedStages: ReadonlySet<Stage> | undefined;

  constructor(dockerfile: Dockerfile, preset: Preset, assumptions: Assumptions) {
    this.dockerfile = dockerfile;
    this.preset = preset;
    this.assumptions = assumptions;
    this.checks = new CheckSettings(dockerfile, assumptions.buildArgs);
  }

  /** What the file means: stages, variables, shells. */
  get build(): Build {
    this.#build ??= evaluate(this.dockerfile, this.assumptions);
    return this.#build;
  }

  /** The stages whose layers become part of an image that leaves the build. */
  get shippedStages(): ReadonlySet<Stage> {
    const find = this.preset === 'hadolint' ? lastAndBaseStages : shippedStages;
    this.#shippedStages ??= find(this.build);
    return this.#shippedStages;
  }

  /** The line on which something begins, from 1. */
  lineOf({ span }: { readonly span: Span }): number {
    return this.dockerfile.source.position(span.start).line;
  }

  /**
   * What a word stands for; `null` where that cannot be known: a variable in it is not set, or it cannot be expanded.
   * hadolint knows no variables: under its preset they stay as they are written.
   */
  textOf(word: Expandable): string | null {
    if (this.preset === 'hadolint') return word.value.replace(/^["']|["']$/g, '');
    return this.build.valueOf(word);
  }

  /** The commands of a RUN; none where its shell is not a POSIX one. Under `hadolint` those that hadolint sees. */
  script(run: Run): RunScript {
    const known = this.#scripts.get(run);
    if (known !== undefined) return known;
    const script =
      this.preset === 'hadolint' ? readRunAsHadolint(run) : readRun(run, this.build.shellOf(run));
    this.#scripts.set(run, script);
    return script;
  }

  /** Whether a word of a script is what the command gets. hadolint takes variables for text. */
  isKnown({ isLiteral }: ShellWord): boolean {
    return this.preset === 'hadolint' || isLiteral;
  }
}
