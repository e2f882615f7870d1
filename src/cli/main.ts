import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { closest } from '../text/closest.ts';
import { type Command, UsageError } from './command.ts';
import { readCommandLine } from './command-line.ts';
import { type CommandName, commands, isCommandName, loadCommands } from './commands.ts';
import { Exit } from './exit.ts';
import { fail } from './fail.ts';
import type { Io } from './io.ts';
import type { LintServer, ThreadSetup } from './lint/threads/lint-message.ts';
import { printError } from './print-error.ts';
import { version } from './version.ts';

/** Runs a command line (without `node` and the script) and gives the exit code. It never exits and never throws. */
export async function main(argv: readonly string[], io: Io): Promise<Exit> {
  try {
    const exit = await dispatch(argv, io);
    return io.signal.aborted ? Exit.interrupted : exit;
  } catch (error) {
    if (io.signal.aborted) return Exit.interrupted;
    return fail(error, io);
  }
}

/** For a thread of `dlint lint`: gives what does its work. */
export async function serveLint(setup: ThreadSetup, signal: AbortSignal): Promise<LintServer> {
  const { serveLint: serve } = await import('./lint/threads/serve-lint.ts');
  return serve(setup, signal);
}

async function dispatch(argv: readonly string[], io: Io): Promise<Exit> {
  const [first, ...rest] = argv;
  if (first === 'help') return help(rest.find(isWord), io);
  if (argv.length === 1 && (first === '--help' || first === '-h')) return help(undefined, io);
  if (isCommandName(first)) return run(first, rest, io);
  const exit = await run('lint', argv, io);
  const hint = first !== undefined && isWord(first) ? commandMeant(first, io) : undefined;
  if (hint !== undefined) printError(io, hint);
  return exit;
}

/** What to say of a first operand that is no file, but almost the name of a command. */
function commandMeant(operand: string, { cwd }: Io): string | undefined {
  const near = closest(operand, Object.keys(commands));
  if (near === null || existsSync(resolve(cwd, operand))) return undefined;
  return `'${operand}' is no command either, did you mean 'dlint ${near}'?`;
}

async function run(name: CommandName, argv: readonly string[], io: Io): Promise<Exit> {
  const command: Command = await commands[name]();
  try {
    const request = readCommandLine(argv, command.options);
    if (request.kind === 'help') return await help(name, io);
    if (request.kind === 'run') return await command.run(request.args, io);
    io.stdout.write(`dlint ${version}\n`);
    return Exit.clean;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message} (see dlint ${name} --help)`);
  }
}

/** Whether an argument is no option: `dlint help --help` is `dlint help`. */
function isWord(argument: string): boolean {
  return !argument.startsWith('-');
}

/** `dlint help`, `dlint help lint`, `dlint lint --help`. */
async function help(topic: string | undefined, io: Io): Promise<Exit> {
  if (topic !== undefined && !isCommandName(topic)) throw unknownCommand(topic);
  const { commandHelp, overview } = await import('./help.ts');
  const columns = Math.min(io.stdout.columns ?? 80, 100);
  if (topic !== undefined) io.stdout.write(await commandHelp(await commands[topic](), columns));
  else io.stdout.write(await overview(await loadCommands(), columns));
  return Exit.clean;
}

function unknownCommand(name: string): UsageError {
  const near = closest(name, Object.keys(commands));
  const advice = near === null ? '' : `, did you mean '${near}'?`;
  return new UsageError(`unknown command '${name}'${advice} (see dlint --help)`);
}
