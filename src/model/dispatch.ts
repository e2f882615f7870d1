import type { Arg, Env, Onbuild, Trigger, Word } from '../parser/ast.ts';
import { checkInstruction } from '../parser/check-instruction.ts';
import { expandWords } from '../word/expand.ts';
import { type BaseImage, parseTrigger } from './base-image.ts';
import type { BuildStage, StageState } from './build-stage.ts';
import { checkMounts } from './check-mounts.ts';
import { checkTransfer } from './check-transfer.ts';
import { type Dispatch, expand, refuse, type Scope } from './dispatch-context.ts';
import { parsePorts } from './port.ts';
import { resolvePath } from './resolve-path.ts';
import { parseSignal } from './signal.ts';

/** Evaluates the instructions of a stage in order: expands their words and keeps the stage's variables and settings. */
export function dispatchStage(stage: BuildStage, scope: Scope): void {
  const { base } = stage;
  if (base.kind === 'image') pullFromImage(base.config, stage, scope);
  if (base.kind === 'stage') {
    stage.state = base.stage.state;
    for (const { trigger } of triggersOf(base.stage)) pull(trigger, stage, scope);
  }
  const { buildArgs, evaluation, globals, unreadable } = scope;
  for (const instruction of stage.stage.instructions) {
    evaluation.states.set(instruction, stage.state);
    if (instruction.kind === 'Onbuild') {
      if (instruction.trigger !== null) evaluation.states.set(instruction.trigger, stage.state);
    } else if (!unreadable.has(instruction.extent.start)) {
      const { extent } = instruction;
      const where = { stage, instruction, pulledBy: null, extent };
      dispatch(instruction, { buildArgs, evaluation, globals, unreadable, ...where });
    }
  }
}

/** ONBUILD leaves its instruction to the stages that are built on this one. */
function triggersOf({ stage }: BuildStage): readonly Onbuild[] {
  return stage.instructions.filter((instruction) => instruction.kind === 'Onbuild');
}

/** What the image leaves to be done runs as if it stood in the FROM. */
function pullFromImage(image: BaseImage | null, stage: BuildStage, scope: Scope): void {
  const { from } = stage.stage;
  for (const text of image?.config.OnBuild ?? []) {
    for (const trigger of parseTrigger(text, (from.image ?? from).span)) pull(trigger, stage, scope);
  }
}

function pull(trigger: Trigger | null, stage: BuildStage, scope: Scope): void {
  if (trigger === null || trigger.kind === 'From') return;
  const { from } = stage.stage;
  const { extent } = from;
  const refusals = checkInstruction(trigger);
  for (const { advice, rule, span, words } of refusals)
    scope.evaluation.refuse(rule, span, extent, words, advice);
  if (refusals.length === 0)
    dispatch(trigger, { ...scope, stage, instruction: trigger, pulledBy: from, extent });
}

function dispatch(instruction: Trigger, context: Dispatch): void {
  const { evaluation, pulledBy, stage } = context;
  evaluation.dispatched.push({ instruction, pulledBy, stage, state: stage.state });
  switch (instruction.kind) {
    case 'Arg':
      return dispatchArg(instruction, context);
    case 'Env':
      return dispatchEnv(instruction, context);
    case 'Label':
      for (const { name, value } of instruction.pairs)
        for (const word of [name, value]) expand(word, context);
      return;
    case 'Add':
    case 'Copy':
      return checkTransfer(instruction, context);
    case 'Run':
      return checkMounts(instruction, context);
    case 'Shell':
      if (instruction.command?.kind === 'ExecForm') {
        setState(stage, { shell: instruction.command.items.map(({ value }) => value), shellIsSet: true });
      }
      return;
    case 'Workdir':
      return dispatchWorkdir(instruction.path, context);
    case 'User': {
      const user = expand(instruction.user, context);
      return user === null ? undefined : setState(stage, { user });
    }
    case 'Expose':
      for (const port of instruction.ports) checkPort(port, context);
      return;
    case 'Stopsignal':
      return checkSignal(instruction.signal, context);
    case 'Volume':
      for (const path of instruction.paths) {
        if (expand(path, context) !== '') continue;
        refuse(context, 'blank-volume', path, 'VOLUME specified can not be an empty string');
      }
  }
}

function setState(stage: BuildStage, change: Partial<StageState>): void {
  stage.state = { ...stage.state, ...change };
}

/** All values are taken before the first is set: `ENV A=1 B=$A` does not see its own `A`. */
function dispatchEnv({ pairs }: Env, context: Dispatch): void {
  const values = pairs.map(({ name, value }) => [expand(name, context), expand(value, context)] as const);
  for (const [name, value] of values) {
    if (name !== null && value !== null) context.stage.environment.set(name, value);
  }
}

/** A build argument counts first, then the default, then a global argument of the name. */
function dispatchArg({ pairs }: Arg, context: Dispatch): void {
  const { buildArgs, globals, stage } = context;
  for (const { name, value } of pairs) {
    const given = buildArgs.get(name.value);
    const known = given ?? (value === null ? globals.get(name.value) : expand(value, context));
    stage.environment.declare(name.value);
    if (known !== undefined && known !== null) stage.environment.set(name.value, known);
  }
}

function dispatchWorkdir(path: Word | null, context: Dispatch): void {
  const { stage } = context;
  const value = expand(path, context);
  const { workdir } = stage.state;
  setState(stage, {
    workdir: value === null ? workdir : resolvePath(workdir, value, stage.os),
    workdirIsSet: true,
  });
}

function checkPort(port: Word, context: Dispatch): void {
  const { escape } = context.evaluation;
  const unset: string[] = [];
  const env = (name: string): string | undefined => {
    const value = context.stage.environment.get(name);
    if (value === undefined) unset.push(name);
    return value;
  };
  const words = expandWords(port.value, { env, escape });
  if (!words.ok) return refuse(context, 'invalid-expansion', port, words.message);
  context.evaluation.note(port, { value: words.words.map(({ value }) => value).join(' '), unset });
  for (const { value } of words.words) {
    const parsed = parsePorts(value);
    if (!parsed.ok) refuse(context, 'invalid-port', port, parsed.words);
  }
}

function checkSignal(signal: Word | null, context: Dispatch): void {
  const value = expand(signal, context);
  const parsed = value === null ? null : parseSignal(value);
  if (signal !== null && parsed?.ok === false) refuse(context, 'invalid-signal', signal, parsed.words);
}
