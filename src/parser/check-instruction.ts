import { closest } from '../text/closest.ts';
import type { Add, Copy, From, Instruction, Onbuild, Pair, Unknown, Volume } from './ast.ts';
import { checkFlags } from './check-flags.ts';
import { checkHealthcheck } from './check-healthcheck.ts';
import { checkRunFlags } from './check-run-flags.ts';
import { isHeredocMarker } from './heredoc-marker.ts';
import { instructionKinds } from './instructions.ts';
import type { Refusal, Refuse } from './refusal.ts';

/**
 * What BuildKit refuses when it reads an instruction's arguments and flags, in its order.
 * The trigger of an ONBUILD is only read by builds that are based on the image.
 */
export function checkInstruction(instruction: Instruction): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const { extent } = instruction;
  check(instruction, (rule, span, words, advice) => {
    refusals.push({ rule, phase: 'instruction', words, advice, span, extent });
  });
  return refusals;
}

function check(instruction: Instruction, refuse: Refuse): void {
  switch (instruction.kind) {
    case 'Add':
    case 'Copy':
      return checkTransfer(instruction, refuse);
    case 'Arg':
      return checkNames(instruction, refuse);
    case 'Env':
    case 'Label':
      checkFlags(instruction, refuse);
      return checkNames(instruction, refuse);
    case 'Cmd':
    case 'Entrypoint':
      return checkFlags(instruction, refuse);
    case 'Run':
      checkFlags(instruction, refuse);
      return checkRunFlags(instruction, refuse);
    case 'Shell':
      checkFlags(instruction, refuse);
      return checkShell(instruction, refuse);
    case 'Expose':
      requireSome(instruction, instruction.ports, refuse);
      return checkFlags(instruction, refuse);
    case 'From':
      return checkFrom(instruction, refuse);
    case 'Healthcheck':
      return checkHealthcheck(instruction, refuse);
    case 'Maintainer':
      return checkSingle(instruction, instruction.name, refuse);
    case 'Stopsignal':
      return checkSingle(instruction, instruction.signal, refuse);
    case 'User':
      return checkSingle(instruction, instruction.user, refuse);
    case 'Workdir':
      return checkSingle(instruction, instruction.path, refuse);
    case 'Volume':
      return checkVolume(instruction, refuse);
    case 'Onbuild':
      return checkOnbuild(instruction, refuse);
    case 'Unknown':
      return checkKeyword(instruction, refuse);
  }
}

function nameOf(instruction: Instruction): string {
  return instruction.kind.toUpperCase();
}

function requireSome(instruction: Instruction, given: readonly unknown[], refuse: Refuse): void {
  if (given.length > 0) return;
  refuse(
    'missing-arguments',
    instruction.keyword.span,
    `${nameOf(instruction)} requires at least one argument`,
    null,
  );
}

function checkSingle(instruction: Instruction, argument: unknown, refuse: Refuse): void {
  if (argument === null) {
    refuse(
      'missing-arguments',
      instruction.keyword.span,
      `${nameOf(instruction)} requires exactly one argument`,
      null,
    );
  }
  checkFlags(instruction, refuse);
}

function checkNames(instruction: Instruction & { pairs: readonly Pair[] }, refuse: Refuse): void {
  requireSome(instruction, instruction.pairs, refuse);
  for (const { name, span } of instruction.pairs) {
    if (name.value !== '') continue;
    const advice = 'write `name=value` without blanks around the `=`';
    refuse('blank-name', span, `${nameOf(instruction)} names can not be blank`, advice);
  }
}

function checkTransfer(instruction: Add | Copy, refuse: Refuse): void {
  const { destination, keyword, sources } = instruction;
  const name = nameOf(instruction);
  if (destination === null) {
    const words = `${name} requires at least two arguments, but only one was provided. Destination could not be determined`;
    refuse(
      'missing-arguments',
      sources[0]?.span ?? keyword.span,
      words,
      `write \`${name} source... destination\``,
    );
  }
  checkFlags(instruction, refuse);
  if (destination !== null && isHeredocMarker(destination.value)) {
    const words = `${name} cannot accept a heredoc as a destination`;
    refuse(
      'heredoc-destination',
      destination.span,
      words,
      'here-documents are sources: put the destination behind them',
    );
  }
}

function checkShell(instruction: Extract<Instruction, { kind: 'Shell' }>, refuse: Refuse): void {
  const { command, keyword } = instruction;
  const isExec = command?.kind === 'ExecForm';
  requireSome(
    instruction,
    command === null || (isExec && command.items.length === 0) ? [] : [command],
    refuse,
  );
  if (command === null || isExec) return;
  const words = `${keyword.value.toUpperCase()} requires the arguments to be in JSON form`;
  refuse('missing-json-form', command.span, words, 'write `SHELL ["executable", "parameter"]`');
}

function checkVolume(instruction: Volume, refuse: Refuse): void {
  requireSome(instruction, instruction.paths, refuse);
  checkFlags(instruction, refuse);
  for (const path of instruction.paths) {
    if (path.value.trim() === '')
      refuse('blank-volume', path.span, 'VOLUME specified can not be an empty string', null);
  }
}

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

function checkFrom(instruction: From, refuse: Refuse): void {
  const { as, image, keyword, name, rest } = instruction;
  const isAs = as === null || (name !== null && rest.length === 0 && as.value.toLowerCase() === 'as');
  if (image === null || !isAs) {
    const words = 'FROM requires either one or three arguments';
    const advice = 'write `FROM image` or `FROM image AS name`';
    refuse('wrong-arguments', unexpectedPart(instruction)?.span ?? keyword.span, words, advice);
  } else if (name !== null && !STAGE_NAME.test(name.value.toLowerCase())) {
    const words = `invalid name for build stage: "${name.value.toLowerCase()}", name can't start with a number or contain symbols`;
    refuse('invalid-stage-name', name.span, words, null);
  }
  checkFlags(instruction, refuse);
}

/** The first word that does not fit `image AS name`. */
function unexpectedPart({ as, name, rest }: From) {
  if (as !== null && as.value.toLowerCase() !== 'as') return as;
  return rest[0] ?? (name === null ? as : name);
}

function checkOnbuild(instruction: Onbuild, refuse: Refuse): void {
  const { chain, trigger } = instruction;
  requireSome(instruction, trigger === null && chain.length === 0 ? [] : [trigger], refuse);
  checkFlags(instruction, refuse);
  const [link] = chain;
  if (link !== undefined) {
    refuse(
      'onbuild-chain',
      link.span,
      "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
      'remove one of them',
    );
  } else if (trigger?.kind === 'From' || trigger?.kind === 'Maintainer') {
    const words = `${nameOf(trigger)} isn't allowed as an ONBUILD trigger`;
    refuse('onbuild-trigger', trigger.keyword.span, words, null);
  }
}

const keywords = instructionKinds.map((kind) => kind.toUpperCase());

function checkKeyword({ keyword }: Unknown, refuse: Refuse): void {
  const typed = keyword.value;
  const suggestion = closest(typed.toUpperCase(), keywords);
  const shown = typed === typed.toUpperCase() ? suggestion : (suggestion?.toLowerCase() ?? null);
  const words = `unknown instruction: ${typed}${shown === null ? '' : ` (did you mean ${shown}?)`}`;
  refuse('unknown-instruction', keyword.span, words, null);
}
