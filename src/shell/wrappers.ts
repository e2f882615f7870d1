import { cover } from '../text/span.ts';
import type { ShellCommand, ShellWord } from './command.ts';

/** Words that leave the command that follows them what it is. */
const transparent = new Set(['builtin', 'busybox', 'command', 'exec']);

/** Commands that run the command in their arguments, with those of their flags that take a value from the next word. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  doas: ['-u', '-C'],
  env: ['-u', '--unset', '-C', '--chdir'],
  eatmydata: [],
  nice: ['-n', '--adjustment'],
  nohup: [],
  sudo: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-T', '-r', '-t', '-D'],
  time: ['-f', '--format', '-o', '--output'],
  timeout: ['-s', '--signal', '-k', '--kill-after'],
  xargs: ['-I', '-n', '-P', '-d', '-a', '-L', '-s', '-E'],
};

/** Wrappers whose first operand is theirs: the seconds of `timeout 5 command`. */
const ownOperands: Readonly<Record<string, number>> = { timeout: 1 };

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** The command that words make, and the commands that it runs in turn: `sudo`, then `apt-get`, of `sudo -E apt-get update`. */
export function commandsOf(words: readonly ShellWord[]): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let rest = words;
  for (let wrapper: ShellCommand | null = null; ; ) {
    const [name, ...others] = skipTransparent(rest);
    if (name === undefined) return commands;
    const command: ShellCommand = {
      name: name.value.slice(name.value.lastIndexOf('/') + 1),
      nameWord: name,
      words: others,
      wrapper,
      span: cover(name.span, others.at(-1)?.span ?? name.span),
    };
    commands.push(command);
    const wrapped = wrappedWords(command);
    if (wrapped.length === 0) return commands;
    wrapper = command;
    rest = wrapped;
  }
}

function skipTransparent(words: readonly ShellWord[]): readonly ShellWord[] {
  let at = 0;
  while (at < words.length - 1 && transparent.has(words[at]?.value ?? '')) at += 1;
  return words.slice(at);
}

function wrappedWords({ name, words }: ShellCommand): readonly ShellWord[] {
  const takesValue = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  if (takesValue === undefined) return [];
  let at = 0;
  while (at < words.length) {
    const value = words[at]?.value ?? '';
    if (value === '--') {
      at += 1;
      break;
    }
    if (!value.startsWith('-') && !ASSIGNMENT.test(value)) break;
    at += takesValue.includes(value) ? 2 : 1;
  }
  return words.slice(at + (ownOperands[name] ?? 0));
}
