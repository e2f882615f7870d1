import type { Instruction } from '../parser/ast.ts';
import { descriptionComments } from '../parser/description-comments.ts';
import { detectCheck } from '../parser/detect-directive.ts';
import { instructionFinder } from '../parser/instruction-at.ts';
import type { Dockerfile } from '../parser/parse.ts';
import type { Refusal } from '../parser/refusal.ts';
import type { Span } from '../text/span.ts';
import { type BuildkitCheckName, buildkitChecks } from './buildkit-checks.ts';
import { type CheckOptions, defaultCheckOptions, includesCheck, parseCheckOptions } from './check-options.ts';

/** The build argument that stands in for the directive. */
const BUILD_ARG = 'BUILDKIT_DOCKERFILE_CHECK';

/**
 * What a file and its build ask of BuildKit's checks: by the `check` directive or the build argument that replaces it, and by
 * comments above single instructions (https://docs.docker.com/build/checks/#skip-checks).
 */
export class CheckSettings {
  /** Where the file says so; its beginning where a build argument does. */
  readonly span: Span;
  /** For what BuildKit does not begin to build; `null` where the options can be read. */
  readonly refusal: Refusal | null;
  readonly #file: CheckOptions;
  readonly #above = new Map<Instruction, CheckOptions>();
  readonly #instructionAt: (offset: number) => Instruction | undefined;

  constructor(dockerfile: Dockerfile, buildArgs: ReadonlyMap<string, string>) {
    const { document, source } = dockerfile;
    const given = buildArgs.get(BUILD_ARG);
    const directive = given === undefined ? detectCheck(source.text) : null;
    const options = parseCheckOptions(given ?? directive?.value ?? '');
    this.span = directive?.span ?? { start: 0, end: 0 };
    this.#file = options.ok ? options.value : defaultCheckOptions;
    this.#instructionAt = instructionFinder(document);
    const what = given === undefined ? 'check options' : `build-arg:${BUILD_ARG}`;
    this.refusal = options.ok ? null : refuse(`failed to parse ${what}: ${options.words}`, this.span);
    for (const [instruction, comments] of descriptionComments(dockerfile)) {
      const own = firstOptions(comments);
      if (own !== null) this.#above.set(instruction, own);
    }
  }

  /** Whether a finding makes the build fail. */
  get failsOnFindings(): boolean {
    return this.#file.error;
  }

  /** Whether an experimental check is asked for anywhere. */
  wants(name: BuildkitCheckName): boolean {
    return [this.#file, ...this.#above.values()].some((options) => includesCheck(options.experimental, name));
  }

  /** Whether what a check finds at a place counts: it is not skipped, or for an experimental check asked for. */
  allows(name: BuildkitCheckName, { start }: Span): boolean {
    return this.allowsAt(name, buildkitChecks[name].heedsComments ? this.#instructionAt(start) : undefined);
  }

  /** The same with the comments above an instruction. */
  allowsAt(name: BuildkitCheckName, instruction: Instruction | undefined): boolean {
    const own = instruction === undefined ? undefined : this.#above.get(instruction);
    const all = own === undefined ? [this.#file] : [this.#file, own];
    if (buildkitChecks[name].isExperimental) {
      return all.some(({ experimental }) => includesCheck(experimental, name));
    }
    return !all.some(({ skip }) => includesCheck(skip, name));
  }
}

/** The first comment that reads `check=…` counts, even where its options cannot be read. */
function firstOptions(comments: readonly string[]): CheckOptions | null {
  const comment = comments.find((text) => /^check\s*=\s*\S/i.test(text));
  const value =
    comment
      ?.slice(comment.indexOf('=') + 1)
      .trim()
      .split(' ', 1)[0] ?? '';
  const options = parseCheckOptions(value);
  return options.ok ? options.value : null;
}

function refuse(words: string, span: Span): Refusal {
  return { rule: 'invalid-check-options', phase: 'parse', words, advice: null, span, extent: span };
}
