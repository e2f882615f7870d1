import type { Heredoc, Run } from '../parser/ast.ts';
import type { ShellCommand } from '../shell/command.ts';
import { bodyScript } from '../shell/inner-script.ts';
import { readRun, withBodies } from '../shell/run-script.ts';
import { readsScriptFromInput } from '../shell/script-argument.ts';
import { MappedText } from '../text/mapped-text.ts';

/** A script of a RUN, and what reads it. */
export interface Body {
  /** Program and arguments. */
  readonly shell: readonly string[];
  readonly text: MappedText;
}

/** The scripts of a RUN: its text, or the body of a here-document that it executes or gives to a shell. Exec forms have none. */
export function bodiesOf(run: Run, shell: readonly string[]): readonly Body[] {
  const { command, heredocs } = run;
  if (command?.kind !== 'ShellForm') return [];
  const [heredoc] = heredocs;
  if (heredoc === undefined) return [{ shell, text: new MappedText(command.text, command.pieces) }];
  // A RUN that is just a here-document executes its body.
  if (heredoc.marker.value === command.text) {
    const text = bodyScript(heredoc);
    return [{ shell: shebang(text.text) ?? shell, text }];
  }
  return [{ shell, text: withBodies(command, heredocs) }, ...fedBodies(run, shell)];
}

/** Program and arguments of a script's first line; `null` where there is no `#!`. */
function shebang(script: string): readonly string[] | null {
  const words = /^#!(.*)/.exec(script)?.[1]?.trim();
  return words === undefined ? null : words.split(/\s+/);
}

/** The bodies that a shell reads as its script: `RUN bash <<'EOF'`. Where the outer shell replaces something, it is not what is written. */
function fedBodies(run: Run, shell: readonly string[]): readonly Body[] {
  const { commands } = readRun(run, shell);
  return run.heredocs.flatMap((heredoc) => {
    const reader = readerOf(heredoc, commands);
    if (reader === null || (heredoc.expand && /[$`\\]/.test(heredoc.body.value))) return [];
    return [{ shell: [reader.name, ...reader.words.map(({ value }) => value)], text: bodyScript(heredoc) }];
  });
}

/** The command whose redirection it is, if that is a shell that reads it as its script. */
function readerOf({ marker }: Heredoc, commands: readonly ShellCommand[]): ShellCommand | null {
  let last: ShellCommand | null = null;
  for (const command of commands) {
    const { start } = command.nameWord.span;
    if (start < marker.span.start && start > (last?.nameWord.span.start ?? -1)) last = command;
  }
  return last !== null && readsScriptFromInput(last) ? last : null;
}
