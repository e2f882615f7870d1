import type { ExecForm, Heredoc, Run, ShellForm } from '../parser/ast.ts';
import { MappedText, type Piece } from '../text/mapped-text.ts';
import type { ShellWord } from './command.ts';
import { bodyScript } from './inner-script.ts';
import { isPosixShell, shebangProgram } from './posix-shell.ts';
import { parseScript, type ShellScript } from './script.ts';
import { scriptArgument } from './script-argument.ts';
import { commandsOf } from './wrappers.ts';

/** The commands of a RUN. */
export type RunScript = ShellScript;

const nothing: RunScript = { commands: [], unread: [] };

/**
 * Reads the commands that a RUN executes, wherever it has them: in its text, a here-document, or an exec form that calls
 * a shell. `shell` is the program and arguments of the SHELL that holds there.
 */
export function readRun({ command, heredocs }: Run, shell: readonly string[]): RunScript {
  if (command === null) return nothing;
  if (command.kind === 'ExecForm') return readExecForm(command);
  const [heredoc] = heredocs;
  // A RUN that is just a here-document executes its body.
  if (heredoc !== undefined && heredoc.marker.value === command.text) return readBody(heredoc, shell);
  return readsPosix(shell) ? parseMapped(withBodies(command, heredocs)) : nothing;
}

/** Whether a SHELL runs scripts for `sh`, perhaps by another program: `conda run -n base bash -c`. */
function readsPosix(shell: readonly string[]): boolean {
  return shell.some(isPosixShell);
}

function parseMapped(script: MappedText): ShellScript {
  return parseScript(script.text, (start, end) => script.span(start, end));
}

function readBody(heredoc: Heredoc, shell: readonly string[]): RunScript {
  const script = bodyScript(heredoc);
  const program = shebangProgram(script.text);
  return readsPosix(program === null ? shell : [program]) ? parseMapped(script) : nothing;
}

/** The text as the shell gets it: the bodies of here-documents behind the line. */
export function withBodies({ pieces, text }: ShellForm, heredocs: readonly Heredoc[]): MappedText {
  let whole = text;
  const all: Piece[] = [...pieces];
  for (const heredoc of heredocs) {
    const { name, terminator } = heredoc;
    const body = bodyScript(heredoc);
    // Behind a here-document without end there is no line left for others, and no place for what would stand there.
    if (terminator === null && body.text === '') continue;
    whole += '\n';
    for (const { at, source } of body.pieces) all.push({ at: whole.length + at, source });
    whole += body.text;
    // A name that does not stand behind the body has no place that could be pointed at.
    if (terminator === null) continue;
    all.push({ at: whole.length, source: terminator.span.start });
    whole += name;
  }
  return new MappedText(whole, all);
}

function readExecForm({ items }: ExecForm): RunScript {
  const words = items.map(({ span, value }): ShellWord => ({ value, isLiteral: true, span }));
  const commands = commandsOf(words, { wrapper: null, pipedFrom: null, isMain: true });
  const scripts = commands.flatMap((shell) => scriptArgument(shell) ?? []).map(readString);
  return {
    commands: [...commands, ...scripts.flatMap((script) => script.commands)],
    unread: scripts.flatMap(({ unread }) => unread),
  };
}

/** A script in a JSON string. One with escapes or line breaks in it is located as a whole. */
function readString({ span, value }: ShellWord): ShellScript {
  const isPlain = span.end - span.start === value.length + 2;
  const inside = new MappedText(value, [{ at: 0, source: span.start + 1 }]);
  return parseScript(value, (start, end) => (isPlain ? inside.span(start, end) : span));
}
