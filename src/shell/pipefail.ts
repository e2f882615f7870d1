import type { ShellCommand } from './command.ts';

/** Whether the words of a shell or of `set` turn on `pipefail`: `-o pipefail`, `-eo pipefail`. */
export function turnsOnPipefail(words: readonly string[]): boolean {
  return words.some((word, index) => /^-\w*o$/.test(word) && words[index + 1] === 'pipefail');
}

/** A command that reads a pipe whose other end may fail without a trace; `null` where there is none. */
export function unguardedPipe(commands: readonly ShellCommand[]): ShellCommand | null {
  for (const command of commands) {
    if (command.name === 'set' && turnsOnPipefail(valuesOf(command))) return null;
    if (command.pipedFrom !== null && canFail(command.pipedFrom) && !isGuarded(command)) return command;
  }
  return null;
}

/**
 * Commands that write what is there, so that nothing goes wrong unseen; some of them, as `yes`, which the pipe ends, and `grep`, which
 * may find nothing, would even fail for no reason with `pipefail`.
 */
const harmless = new Set([
  ...['echo', 'printf', 'yes', 'true', ':', 'env', 'date', 'uname', 'id', 'hostname', 'pwd', 'nproc'],
  ...['ls', 'find', 'head', 'tail', 'grep', 'egrep', 'fgrep'],
]);

function canFail({ name }: ShellCommand): boolean {
  return !harmless.has(name);
}

/** Whether it runs inside `bash -o pipefail -c`. */
function isGuarded({ wrapper }: ShellCommand): boolean {
  for (let around = wrapper; around !== null; around = around.wrapper)
    if (turnsOnPipefail(valuesOf(around))) return true;
  return false;
}

function valuesOf({ words }: ShellCommand): readonly string[] {
  return words.map(({ value }) => value);
}
