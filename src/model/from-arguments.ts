import type { From, Instruction } from '../parser/ast.ts';
import { variableReferences } from '../word/variables.ts';
import { type Assumptions, DEFAULT_PLATFORM, noAssumptions } from './assumptions.ts';
import type { BuildStage } from './build-stage.ts';
import type { Environment } from './environment.ts';
import { Evaluation } from './evaluation.ts';
import { expandWord } from './expansion.ts';
import { assumedArguments, evaluateGlobals } from './globals.ts';
import { type ImagePattern, imagePattern } from './image-pattern.ts';
import { type Platform, parsePlatform } from './platform.ts';
import type { Stage } from './stages.ts';
import { findUndeclared, MOST_SUGGESTIONS, type UnsetReference } from './undefined-variable.ts';

/** What a FROM asks for with `--platform`. */
export interface PlatformRequest {
  readonly flag: From['flags'][number];
  /** As typed. */
  readonly text: string;
  readonly value: string;
  /** `null` where the value is no platform. */
  readonly platform: Platform | null;
  /** The names of the variables in it, each once. */
  readonly names: readonly string[];
}

/** What FROM instructions make of the arguments before the first of them (Dockerfile reference, "FROM"). */
export class FromArguments {
  readonly #globals: Environment;
  readonly #evaluation: Evaluation;
  readonly #instructions: readonly Instruction[];
  readonly #stages: readonly Stage[];
  readonly #assumptions: Assumptions;
  #known: ReadonlySet<string> | undefined;
  #suggestions = 0;
  #assumed: ReadonlySet<string> | undefined;
  #defaults: Environment | null | undefined;

  constructor(
    globals: Environment,
    evaluation: Evaluation,
    { globals: instructions, stages }: { globals: readonly Instruction[]; stages: readonly Stage[] },
    assumptions: Assumptions,
  ) {
    this.#globals = globals;
    this.#evaluation = evaluation;
    this.#instructions = instructions;
    this.#stages = stages;
    this.#assumptions = assumptions;
  }

  /** The arguments in image and platform that no ARG declares. */
  undeclared(from: From): readonly UnsetReference[] {
    const words = [from.image, platformFlag(from)?.value ?? null].filter((word) => word !== null);
    this.#known ??= new Set([...this.#globals.names(), ...this.#globals.declared()]);
    const known = this.#known;
    const suggests = this.#suggestions < MOST_SUGGESTIONS;
    const found = words.flatMap((word) => findUndeclared(word, known, this.#evaluation.escape, suggests));
    this.#suggestions += found.length;
    return found;
  }

  /** The value of a global argument; `undefined` where it has none. */
  value(name: string): string | undefined {
    return this.#globals.get(name);
  }

  /** The platform that a FROM asks for; `null` where it asks for none, or that cannot be expanded. */
  platform(from: From): PlatformRequest | null {
    const flag = platformFlag(from);
    const word = flag?.value;
    if (flag === undefined || !word?.value) return null;
    const { escape } = this.#evaluation;
    const expanded = expandWord(word, this.#globals, escape);
    if (!expanded.ok) return null;
    const { value } = expanded.expansion;
    const parsed = parsePlatform(value);
    const names = new Set(variableReferences(word.value, escape).map(({ name }) => name));
    return { flag, text: word.value, value, platform: parsed.ok ? parsed.value : null, names: [...names] };
  }

  /** The system that BuildKit takes a stage to be for: what is asked for, whatever the base image is. */
  os(built: BuildStage): string {
    for (let { base, stage } = built; ; { base, stage } = base.stage) {
      const asked = this.platform(stage.from)?.platform?.os;
      if (asked !== undefined) return asked;
      if (base.kind !== 'stage') return (this.#assumptions.platform ?? DEFAULT_PLATFORM).os;
    }
  }

  /** The image of a FROM where no build argument is given; `null` where it cannot be expanded then. */
  defaultImage({ image }: From): string | null {
    this.#defaults ??= this.#evaluateDefaults();
    if (image === null || this.#defaults === null) return null;
    const expanded = expandWord(image, this.#defaults, this.#evaluation.escape);
    return expanded.ok ? expanded.expansion.value : null;
  }

  /** The image of a FROM, with gaps for the variables that no build argument and no default gives a value. */
  imagePattern({ image }: From): ImagePattern {
    if (image === null) return [];
    this.#assumed ??= assumedArguments(this.#globals, this.#assumptions);
    return imagePattern(image, this.#globals, { assumed: this.#assumed, escape: this.#evaluation.escape });
  }

  #evaluateDefaults(): Environment | null {
    const evaluation = new Evaluation(this.#evaluation.escape);
    const assumptions = { ...this.#assumptions, buildArgs: noAssumptions.buildArgs };
    const environment = evaluateGlobals(this.#instructions, this.#stages, assumptions, evaluation);
    return evaluation.refusals.length === 0 ? environment : null;
  }
}

function platformFlag({ flags }: From): From['flags'][number] | undefined {
  return flags.find(({ name }) => name.value === 'platform');
}
