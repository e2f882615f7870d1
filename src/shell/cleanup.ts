import { operands } from './arguments.ts';
import type { ShellCommand } from './command.ts';

/** Which commands of a script leave something behind, and which take it away. */
export interface Cleanup {
  readonly leaves: (command: ShellCommand) => boolean;
  readonly cleans: (command: ShellCommand) => boolean;
}

/** The last command that leaves something behind which none after it takes away; `null` where there is none. */
export function lastUncleaned(
  commands: readonly ShellCommand[],
  { cleans, leaves }: Cleanup,
): ShellCommand | null {
  const last = commands.findLastIndex(leaves);
  const command = commands[last];
  return command === undefined || commands.slice(last + 1).some(cleans) ? null : command;
}

/** The first command that leaves something behind, unless the first that takes something away follows it: how hadolint compares them. */
export function firstUncleaned(
  commands: readonly ShellCommand[],
  { cleans, leaves }: Cleanup,
): ShellCommand | null {
  const command = commands.find(leaves);
  return command === undefined || commands.findIndex(cleans) > commands.indexOf(command) ? null : command;
}

/** Whether a command deletes what is in a folder: `rm -rf /var/cache/apk/*`, also by deleting a folder around it. */
export function deletes(command: ShellCommand, folder: string): boolean {
  if (command.name !== 'rm') return false;
  return operands(command)
    .flatMap(({ value }) => alternatives(value))
    .map(folderIn)
    .some((path) => path !== '' && (path === folder || folder.startsWith(`${path}/`)));
}

/** `/var/cache/apk` of `/var/cache/apk/*`. */
function folderIn(path: string): string {
  let end = path.length;
  while (end > 0 && '/*'.includes(path.charAt(end - 1))) end -= 1;
  return path.slice(0, end);
}

/** `/var/cache/{apk,misc}` stands for two paths. Of several braces in a word only the first are looked at. */
function alternatives(path: string): readonly string[] {
  const [, before = '', inside, after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(path) ?? [];
  return inside === undefined ? [path] : inside.split(',').map((each) => before + each + after);
}

/** Whether a command is `name` and has one of these words, wherever: all that hadolint asks of a cleanup. */
export function hasWord(command: ShellCommand, name: string, ...values: readonly string[]): boolean {
  return command.name === name && command.words.some(({ value }) => values.includes(value));
}
