import type { ShellCommand, ShellWord } from './command.ts';
import { isPosixShell } from './posix-shell.ts';

/** Flags of shells that take a value. */
const VALUED = new Set(['-o', '+o', '-O', '+O', '--rcfile', '--init-file']);

/** The word that a command runs as a script: that of `sh -ec 'script'` and `su user -c 'script'`; `null` where there is none. */
export function scriptArgument(command: ShellCommand): ShellWord | null {
  const { name, words } = command;
  if (isPosixShell(name)) return readShellWords(words).script;
  if (name !== 'su' && name !== 'runuser') return null;
  const flag = words.findIndex(({ value }) => value === '-c' || value === '--command');
  return flag === -1 ? null : (words[flag + 1] ?? null);
}

/** Whether a command is a shell that reads its script from the standard input: `bash -e`, `sh -s argument`. */
export function readsScriptFromInput({ name, words }: ShellCommand): boolean {
  if (!isPosixShell(name)) return false;
  const { file, input, script } = readShellWords(words);
  return script === null && (input || file === null);
}

interface ShellWords {
  /** The word that `-c` runs. */
  readonly script: ShellWord | null;
  /** The first operand. */
  readonly file: ShellWord | null;
  /** Whether `-s` or `-` is given. */
  readonly input: boolean;
}

/** The flags of a shell stand before its operands; `-c` takes the first of those, not the next word. */
function readShellWords(words: readonly ShellWord[]): ShellWords {
  let [input, takesScript] = [false, false];
  let at = 0;
  for (; at < words.length; at++) {
    const value = words[at]?.value ?? '';
    if (!/^[-+]./.test(value)) break;
    if (value.startsWith('--')) {
      if (VALUED.has(value)) at += 1;
      if (value !== '--') continue;
      at += 1;
      break;
    }
    if (value.startsWith('-') && value.includes('c')) takesScript = true;
    if (value.startsWith('-') && value.includes('s')) input = true;
    if (/[oO]$/.test(value)) at += 1;
  }
  const first = words[at] ?? null;
  if (takesScript) return { script: first, file: null, input };
  return { script: null, file: first?.value === '-' ? null : first, input };
}
