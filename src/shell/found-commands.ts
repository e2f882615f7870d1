import type { ShellWord } from './command.ts';

const EXECUTES = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** The words of each command that `find` runs: `rm {}` of `find . -exec rm {} +`. */
export function foundCommands(words: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  const commands: (readonly ShellWord[])[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!EXECUTES.has(words[at]?.value ?? '')) continue;
    const start = at + 1;
    at = endOfCommand(words, start);
    commands.push(words.slice(start, at));
  }
  return commands;
}

/** Where the `;` stands, or the `+` behind `{}`. */
function endOfCommand(words: readonly ShellWord[], start: number): number {
  for (let at = start; at < words.length; at++) {
    const value = words[at]?.value;
    if (value === ';' || (value === '+' && words[at - 1]?.value === '{}')) return at;
  }
  return words.length;
}
