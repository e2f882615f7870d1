import type { Assumptions } from '../model/assumptions.ts';
import { type Build, evaluate } from '../model/evaluate.ts';
import type { EscapeCharacter } from '../parser/ast.ts';
import type { Dockerfile } from '../parser/parse.ts';
import { bodiesOf } from './bodies.ts';
import { isEndless } from './endless.ts';
import { isForWindows, knownShell } from './image-shell.ts';
import { readInterpreter } from './interpreter.ts';
import { type FoundRun, findRuns } from './runs.ts';
import { createScript, type Script } from './script.ts';
import { silencesOf } from './silence.ts';

export interface ScriptOptions {
  readonly assumptions?: Assumptions;
  /** Whether `sh` is held to POSIX, as hadolint does; else to what the `sh` of the image surely knows. */
  readonly strictlyPosix: boolean;
}

/** The scripts of a file that ShellCheck can read, in order. */
export function scriptsOf(dockerfile: Dockerfile, options: ScriptOptions): readonly Script[] {
  const build = evaluate(dockerfile, options.assumptions);
  const { document } = dockerfile;
  return findRuns(dockerfile, build).flatMap((found) => scriptsOfRun(found, document.escape, build, options));
}

function scriptsOfRun(
  found: FoundRun,
  escape: EscapeCharacter,
  build: Build,
  { strictlyPosix }: ScriptOptions,
): readonly Script[] {
  const { instruction, run, shellByPragma, stage, variables } = found;
  const isDefault = shellByPragma === null && build.stateAt(instruction)?.shellIsSet !== true;
  if (isDefault && isForWindows(stage, escape)) return [];
  const shell = shellByPragma === null ? build.shellOf(instruction) : [shellByPragma];
  return bodiesOf(run, shell).flatMap((body) => {
    const named = readInterpreter(body.shell);
    const { text } = body.text;
    if (named === null || CALLS_WINDOWS.test(text) || isEndless(text)) return [];
    const interpreter = strictlyPosix ? named : knownShell(named, stage);
    const silences = silencesOf(found, body.text);
    return [createScript(body.text, { interpreter, variables, silences })];
  });
}

const CALLS_WINDOWS = /^\s*(?:powershell|pwsh|cmd)(?:\.exe)?\s/i;
