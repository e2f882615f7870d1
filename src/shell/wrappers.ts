import { cover } from '../text/span.ts';
import { fromFirstOperand } from './arguments.ts';
import type { CommandContext, ShellCommand, ShellWord } from './command.ts';
import { foundCommands } from './found-commands.ts';

/** How the words of a wrapper go on to the command it runs. */
interface Wrapper {
  /** Its flags that take a value. */
  readonly valued: readonly string[];
  /** How many operands are its own: 1 for the seconds of `timeout 5 command`. */
  readonly operands: number;
}

function wrapper(valued: readonly string[] = [], operands = 0): Wrapper {
  return { valued, operands };
}

/** Commands that run the command in their arguments. */
const wrappers: ReadonlyMap<string, Wrapper> = new Map([
  ['chroot', wrapper([], 1)],
  ['doas', wrapper(['u', 'C'])],
  ['dumb-init', wrapper(['r', 'rewrite'])],
  ['eatmydata', wrapper()],
  ['env', wrapper(['u', 'unset', 'C', 'chdir'])],
  ['fakeroot', wrapper(['l', 'lib', 'faked', 's', 'i', 'b'])],
  ['flock', wrapper(['w', 'wait', 'timeout', 'E', 'conflict-exit-code'], 1)],
  ['gosu', wrapper([], 1)],
  ['ionice', wrapper(['c', 'class', 'n', 'classdata'])],
  ['linux32', wrapper()],
  ['linux64', wrapper()],
  ['nice', wrapper(['n', 'adjustment'])],
  ['nohup', wrapper()],
  ['setarch', wrapper([], 1)],
  ['setsid', wrapper()],
  ['stdbuf', wrapper(['i', 'input', 'o', 'output', 'e', 'error'])],
  ['su-exec', wrapper([], 1)],
  ['sudo', wrapper([...'ughpCTrtDRU', 'user', 'group', 'host', 'prompt', 'chdir', 'chroot', 'role', 'type'])],
  ['time', wrapper(['f', 'format', 'o', 'output'])],
  ['timeout', wrapper(['s', 'signal', 'k', 'kill-after'], 1)],
  ['tini', wrapper(['p', 'e'])],
  ['xargs', wrapper([...'InPdaLsE', 'arg-file', 'delimiter', 'max-args', 'max-procs', 'max-chars'])],
  ['xvfb-run', wrapper(['e', 'error-file', 'f', 'auth-file', 'n', 'server-num', 's', 'server-args'])],
]);

/** More than people write; a bound for hostile input. */
const MOST_WRAPPERS = 8;

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/**
 * The command that words make, and the commands that it runs in turn: `sudo`, then `apt-get`, of `sudo -E apt-get update`.
 */
export function commandsOf(
  words: readonly ShellWord[],
  context: CommandContext,
  depth = 0,
): readonly ShellCommand[] {
  const [name, ...others] = skipTransparent(words);
  if (name === undefined) return [];
  const command: ShellCommand = {
    name: name.value.slice(name.value.lastIndexOf('/') + 1),
    nameWord: name,
    words: others,
    span: cover(name.span, others.at(-1)?.span ?? name.span),
    wrapper: context.wrapper,
    pipedFrom: context.pipedFrom,
    isMain: context.isMain,
  };
  if (depth >= MOST_WRAPPERS) return [command];
  const inner: CommandContext = { ...context, isMain: false, wrapper: command };
  return [command, ...wrappedCommands(command).flatMap((each) => commandsOf(each, inner, depth + 1))];
}

/** The words of each command that a command runs. */
function wrappedCommands({ name, words }: ShellCommand): readonly (readonly ShellWord[])[] {
  if (name === 'find') return foundCommands(words);
  const how = wrappers.get(name);
  if (how === undefined) return [];
  let rest = skipAssignments(fromFirstOperand(words, how.valued));
  if (how.operands > 0) rest = rest.slice(how.operands);
  return [rest];
}

/** `env -i A=b command`, `sudo A=b command` */
function skipAssignments(words: readonly ShellWord[]): readonly ShellWord[] {
  const at = words.findIndex(({ value }) => !ASSIGNMENT.test(value));
  return at === -1 ? [] : words.slice(at);
}

/** Words that leave the command that follows them what it is, unless a flag makes a question of them: `command -v curl`. */
const transparent = new Set(['builtin', 'busybox', 'command', 'exec']);

function skipTransparent(words: readonly ShellWord[]): readonly ShellWord[] {
  let at = 0;
  while (transparent.has(words[at]?.value ?? '') && /^[^-]/.test(words[at + 1]?.value ?? '')) at += 1;
  return words.slice(at);
}
