import type { CommandForm, ExecForm, Heredoc, Run, ShellForm } from '../parser/ast.ts';
import { isPlain } from './command.ts';
import { type RunScript, readRun } from './run-script.ts';

const BASH = ['/bin/bash', '-c'] as const;

/**
 * Reads a RUN as hadolint does: as bash, whatever SHELL says; an exec form like a script; of a here-document that a command is fed with,
 * neither the body nor what stands behind its marker. A mistake makes it blind for all of the script.
 */
export function readRunAsHadolint(run: Run): RunScript {
  const { command, heredocs } = run;
  if (command === null) return readRun(run, BASH);
  const form = asScript(command, heredocs[0]);
  const { commands, unread } = readRun(
    form === command ? run : { ...run, command: form, heredocs: [] },
    BASH,
  );
  return { commands: unread.length > 0 ? [] : commands.filter(isPlain), unread };
}

function asScript(command: CommandForm, heredoc: Heredoc | undefined): CommandForm {
  if (command.kind === 'ExecForm') return joined(command);
  const isFed = heredoc !== undefined && heredoc.marker.value !== command.text;
  return isFed ? cutBefore(command, heredoc) : command;
}

/** The strings with blanks between them. */
function joined({ items, span }: ExecForm): ShellForm {
  const pieces: ShellForm['pieces'][number][] = [];
  let text = '';
  for (const item of items) {
    pieces.push({ at: text.length, source: item.span.start + 1 });
    text += `${item.value} `;
  }
  return { kind: 'ShellForm', span, text, pieces };
}

function cutBefore(command: ShellForm, { marker }: Heredoc): ShellForm {
  const end = command.text.indexOf(marker.value);
  return { ...command, text: command.text.slice(0, Math.max(end, 0)) };
}
