import type { BuildError } from './build-error.ts';
import type { BuiltDockerfile } from './built-dockerfile.ts';
import { type FailureMessage, failedBuild, oneLine, unreadDockerfile } from './failed-build.ts';
import type { InstructionLines } from './instruction-lines.ts';

/** A step of the classic builder, or of Podman's. */
export interface ClassicStep {
  /** The whole line that announces it: `Step 3/5 : RUN make`, `[2/2] STEP 2/3: RUN make`. */
  readonly name: string;
  /** Docker counts through the file, Podman in each stage. */
  readonly countsIn: 'file' | 'stage';
  /** From 0; Podman tells it where there are several. */
  readonly stage: number;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** The instruction, its lines joined. */
  readonly text: string;
}

/** In front of Podman's may stand the platform, where there are several. */
const STEP = /^(?:\[[^\]/]*[a-z][^\]]*\] )?(?:\[(\d+)\/\d+\] )?(Step|STEP) (\d+)\/(\d+) ?: (.*)$/;

/** How much is kept of a line that does not end: instructions are no longer, and what a command prints may be. */
const LINE_LIMIT = 16 * 1024;

/** Reads from a build's output which step it is at, so that its failure can be explained. */
export class ClassicSteps {
  #line = '';
  #last: ClassicStep | undefined;

  /** Takes a part of the output in; lines may be split. */
  add(text: string): void {
    const [first = '', ...rest] = text.split('\n');
    this.#line = (this.#line + first).slice(0, LINE_LIMIT);
    for (const next of rest) {
      this.#take(this.#line);
      this.#line = next;
    }
  }

  /** The error of a build that ended with such a message: it names the step, its place and the exit code where they are known. */
  async explain(failure: FailureMessage, dockerfile: BuiltDockerfile | undefined): Promise<BuildError> {
    this.#take(this.#line);
    const step = this.#last;
    const told = oneLine(failure.message);
    const unread = await unreadDockerfile(told, dockerfile);
    if (unread !== undefined) return unread;
    return failedBuild({
      reason: withoutStep(told, step),
      step: step?.name,
      lines: step && dockerfile && (await findLines(step, dockerfile)),
      dockerfile,
      exitCode: failure.exitCode ?? exitCodeIn(told),
    });
  }

  /** A command may print what looks like a step: they count upwards, and the instruction is compared later. */
  #take(line: string): void {
    if (/^Successfully built [0-9a-f]{12}$/.test(line)) this.#last = undefined;
    const [name, stage = '1', word, index, count, text = ''] = STEP.exec(line.trimEnd()) ?? [];
    if (name === undefined) return;
    const isNext = Number(index) === 1 || Number(index) === (this.#last?.index ?? 0) + 1;
    if (!isNext) return;
    this.#last = {
      name,
      countsIn: word === 'Step' ? 'file' : 'stage',
      stage: Number(stage) - 1,
      index: Number(index),
      count: Number(count),
      text,
    };
  }
}

async function findLines(
  step: ClassicStep,
  dockerfile: BuiltDockerfile,
): Promise<InstructionLines | undefined> {
  const [{ linesOfInstruction }, { locateClassicStep }] = await Promise.all([
    import('./instruction-lines.ts'),
    import('./locate-classic-step.ts'),
  ]);
  return linesOfInstruction(dockerfile, (document, source) => locateClassicStep(step, document, source));
}

/** Podman repeats the step in front of the reason. */
function withoutStep(reason: string, step: ClassicStep | undefined): string {
  const repeated = `building at STEP "${step?.text}": `;
  return reason.startsWith(repeated) ? reason.slice(repeated.length) : reason;
}

/** Podman tells it in words. */
function exitCodeIn(reason: string): number | undefined {
  const code = /\bwhile running runtime: exit status (\d+)$/.exec(reason)?.[1];
  return code === undefined ? undefined : Number(code);
}
