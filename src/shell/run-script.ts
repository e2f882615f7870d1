import type { ExecForm, Heredoc, Run, ShellForm } from '../parser/ast.ts';
import { MappedText, type Piece } from '../text/mapped-text.ts';
import type { Span } from '../text/span.ts';
import { hasFlag, operands, type ShellCommand, type ShellWord } from './command.ts';
import { isPosixShell, shebangProgram } from './posix-shell.ts';
import { type Locate, parseScript, type ShellScript, type Unread } from './script.ts';
import { commandsOf } from './wrappers.ts';

/** The commands of a RUN. */
export interface RunScript {
  readonly commands: readonly ShellCommand[];
  /** The parts that could not be read: commands may be missing. */
  readonly unread: readonly Unread[];
}

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
  if (heredoc !== undefined && heredoc.marker.value === command.text) {
    return join([readBody(heredoc, shebangProgram(heredoc.body.value) ?? shell[0] ?? '')]);
  }
  if (!isPosixShell(shell[0] ?? '')) return nothing;
  const text = withBodies(command, heredocs);
  const script = parseScript(text.text, (start, end) => text.span(start, end));
  return join([script, ...heredocs.map((each) => readFedBody(each, script.commands))]);
}

function join(scripts: readonly ShellScript[]): RunScript {
  const commands = scripts.flatMap((script) => script.commands);
  return { commands, unread: scripts.flatMap(({ unread }) => unread ?? []) };
}

function readBody({ body }: Heredoc, program: string): ShellScript {
  if (!isPosixShell(program)) return { commands: [], unread: null };
  return parseScript(body.value, shifted(body.span.start));
}

function shifted(by: number): Locate {
  return (start, end) => ({ start: start + by, end: end + by });
}

/** The text as the shell gets it: the bodies of here-documents behind the line. */
function withBodies({ pieces, text }: ShellForm, heredocs: readonly Heredoc[]): MappedText {
  let whole = text;
  const all: Piece[] = [...pieces];
  for (const { body, marker, name, terminator } of heredocs) {
    whole += '\n';
    all.push({ at: whole.length, source: body.span.start });
    whole += body.value;
    all.push({ at: whole.length, source: terminator?.span.start ?? marker.span.start });
    whole += name;
  }
  return new MappedText(whole, all);
}

/** `RUN bash <<EOF`: a body that a shell reads as its script. */
function readFedBody(heredoc: Heredoc, commands: readonly ShellCommand[]): ShellScript {
  const { start } = heredoc.marker.span;
  const before = commands.filter(({ nameWord }) => nameWord.span.start < start);
  const reader = before.reduce<ShellCommand | null>(later, null);
  const reads =
    reader !== null && isPosixShell(reader.name) && !hasFlag(reader, 'c') && takesStandardInput(reader);
  return reads ? readBody(heredoc, reader.name) : { commands: [], unread: null };
}

function later(one: ShellCommand | null, other: ShellCommand): ShellCommand {
  return one !== null && one.nameWord.span.start > other.nameWord.span.start ? one : other;
}

function takesStandardInput(command: ShellCommand): boolean {
  return hasFlag(command, 's') || operands(command).every(({ value }) => value === '-' || value === 'sh');
}

function readExecForm({ items }: ExecForm): RunScript {
  const words = items.map(({ span, value }): ShellWord => ({ value, isLiteral: true, span }));
  const commands = commandsOf(words);
  const shell = commands.find((command) => isPosixShell(command.name) && hasFlag(command, 'c'));
  const script = shell && operands(shell).find(({ value }) => value !== 'sh');
  if (script === undefined) return { commands, unread: [] };
  const inner = parseScript(script.value, insideString(script));
  return join([{ commands, unread: null }, inner]);
}

/** Offsets in a JSON string; one with escapes or line breaks in it is located as a whole. */
function insideString({ span, value }: { readonly span: Span; readonly value: string }): Locate {
  return span.end - span.start === value.length + 2 ? shifted(span.start + 1) : () => span;
}
