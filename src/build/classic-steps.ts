import type { LineRange } from '../text/line-range.ts';
import type { BuildError } from './build-error.ts';
import type { BuiltDockerfile } from './built-dockerfile.ts';
import { type ClassicStep, readStep } from './classic-step.ts';
import { type FailureMessage, failedBuild, unreadDockerfile } from './failed-build.ts';
import { oneLine } from './one-line.ts';

/**
 * How much is kept of a line, as what a command prints may have no end. An instruction is known by its first line, which the builder
 * takes up to 64 KiB.
 */
const LINE_LIMIT = 65 * 1024;

/** Reads from a build's output which step it is at, so that its failure can be explained. */
export class ClassicSteps {
  #line = '';
  #last: ClassicStep | undefined;
  #isBuilt = false;

  /** Takes a part of the output in; lines may be split. */
  add(text: string): void {
    const [first = '', ...rest] = text.split('\n');
    if (this.#line.length < LINE_LIMIT) this.#line = (this.#line + first).slice(0, LINE_LIMIT);
    for (const next of rest) {
      this.#take(this.#line);
      this.#line = next.slice(0, LINE_LIMIT);
    }
  }

  /** The error of a build that ended with such a message: it names the step, its place and the exit code where they are known. */
  async explain(failure: FailureMessage, dockerfile: BuiltDockerfile | undefined): Promise<BuildError> {
    this.#take(this.#line);
    const step = this.#isBuilt ? undefined : this.#last;
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

  /** A command may print what looks like a step: they count upwards, Podman's in each stage, and the instruction is compared later. */
  #take(line: string): void {
    if (/^Successfully built [0-9a-f]{12}$/.test(line)) this.#isBuilt = true;
    const step = readStep(line.trimEnd());
    if (step === undefined) return;
    const begins = step.index === 1 && (this.#last === undefined || step.countsIn === 'stage');
    if (!begins && step.index !== (this.#last?.index ?? 0) + 1) return;
    this.#isBuilt = false;
    this.#last = step;
  }
}

async function findLines(step: ClassicStep, dockerfile: BuiltDockerfile): Promise<LineRange | undefined> {
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
