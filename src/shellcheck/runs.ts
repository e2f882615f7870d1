import { readPragma } from '../lint/pragma.ts';
import type { BuildStage } from '../model/build-stage.ts';
import type { Build } from '../model/evaluate.ts';
import {
  type Arg,
  type Comment,
  type Env,
  type From,
  type Instruction,
  isInstruction,
  type Run,
} from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';

/** A RUN, its own or that of an ONBUILD, and what holds where it stands. */
export interface FoundRun {
  readonly run: Run;
  /** The instruction that it is or stands in. */
  readonly instruction: Instruction;
  /** The comments between its instruction and the one before. */
  readonly commentsAbove: readonly Comment[];
  readonly stage: BuildStage;
  /** The variables that are set there, as far as the file tells, and the proxies. */
  readonly variables: ReadonlySet<string>;
  /** The shell of a `# hadolint shell=`; `null` where none holds. */
  readonly shellByPragma: string | null;
}

/** Every RUN of a file's stages, in order. */
export function findRuns({ document }: Dockerfile, build: Build): readonly FoundRun[] {
  const walk = new RunWalk(build);
  for (const item of document.items) {
    if (item.kind === 'Comment') walk.comment(item);
    else if (isInstruction(item)) walk.instruction(item);
  }
  return walk.found;
}

/** The build arguments that every RUN has (Dockerfile reference, "Predefined ARGs"). */
const PROXIES = ['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/** Goes through a file from the top and keeps what holds. */
class RunWalk {
  readonly found: FoundRun[] = [];
  readonly #build: Build;
  readonly #variablesAtEnd = new Map<BuildStage, ReadonlySet<string>>();
  #stage: BuildStage | undefined;
  #variables: ReadonlySet<string> = new Set();
  #commentsAbove: Comment[] = [];
  #shellOfFile: string | null = null;
  #shell: string | null = null;
  #isTop = true;

  constructor(build: Build) {
    this.#build = build;
  }

  comment(comment: Comment): void {
    this.#commentsAbove.push(comment);
    const pragma = readPragma(comment.text);
    if (pragma?.kind !== 'shell') return;
    this.#shell = pragma.shell;
    // Above everything it speaks of all stages, elsewhere of its own.
    if (this.#isTop) this.#shellOfFile = pragma.shell;
  }

  instruction(instruction: Instruction): void {
    const trigger = instruction.kind === 'Onbuild' ? instruction.trigger : instruction;
    switch (trigger?.kind) {
      case 'From':
        this.#enter(trigger);
        break;
      case 'Arg':
      case 'Env':
        this.#declare(trigger);
        break;
      case 'Shell':
        this.#shell = null;
        break;
      case 'Run':
        this.#add(trigger, instruction);
    }
    this.#isTop = false;
    this.#commentsAbove = [];
  }

  #enter(from: From): void {
    this.#stage = this.#build.stages.find(({ stage }) => stage.from === from);
    this.#setVariables(this.#stage === undefined ? new Set() : this.#inherited(this.#stage));
    this.#shell = this.#shellOfFile;
  }

  #inherited({ base }: BuildStage): ReadonlySet<string> {
    if (base.kind === 'stage') return this.#variablesAtEnd.get(base.stage) ?? new Set(PROXIES);
    const settings = base.kind === 'image' ? (base.config?.config.Env ?? []) : [];
    return new Set([...PROXIES, ...settings.map((setting) => setting.replace(/=.*/s, ''))]);
  }

  /** Those before the first FROM are not seen in the stages. */
  #declare({ pairs }: Arg | Env): void {
    if (this.#stage === undefined) return;
    const names = pairs.map(({ name }) => this.#build.expansionOf(name)?.value ?? name.value);
    this.#setVariables(new Set([...this.#variables, ...names]));
  }

  #setVariables(variables: ReadonlySet<string>): void {
    this.#variables = variables;
    if (this.#stage !== undefined) this.#variablesAtEnd.set(this.#stage, variables);
  }

  #add(run: Run, instruction: Instruction): void {
    if (this.#stage === undefined) return;
    this.found.push({
      run,
      instruction,
      commentsAbove: this.#commentsAbove,
      stage: this.#stage,
      variables: this.#variables,
      shellByPragma: this.#shell,
    });
  }
}
