import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Environment } from '../environment.ts';

/** How much of what a program prints is kept, in characters. */
const KEPT = 2 ** 20;

/** Where a program runs. */
interface Place {
  readonly cwd: string;
  readonly env: Environment;
  /** Ends the program, and what it has started, where the system can do that. */
  readonly signal: AbortSignal | undefined;
}

/** How a program ended. */
interface Ended {
  /** Why it is no success: it could not be started, was aborted, or failed. */
  readonly error: Error | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program, which gets no input, to its end, and keeps the last mebibyte of what it prints. */
export async function runToEnd(
  program: string,
  argv: readonly string[],
  { cwd, env, signal }: Place,
): Promise<Ended> {
  const leadsGroup = process.platform !== 'win32' && !hasTerminal();
  const child = spawn(program, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: leadsGroup });
  const stop = (): void => {
    end(child, leadsGroup);
    // What it has started may live on and hold them open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const [error, stdout, stderr] = await Promise.all([endOf(child), read(child.stdout), read(child.stderr)]);
  signal?.removeEventListener('abort', stop);
  return { error: signal?.aborted ? new Error('aborted', { cause: signal.reason }) : error, stdout, stderr };
}

async function read(stream: Readable): Promise<string> {
  let kept = '';
  try {
    for await (const text of stream.setEncoding('utf8')) kept = (kept + text).slice(-KEPT);
  } catch {
    // It was destroyed, which ends it, too.
  }
  return kept;
}

function endOf(child: ChildProcess): Promise<Error | undefined> {
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code, by) =>
      resolve(code === 0 ? undefined : new Error(by === null ? `exit code ${code}` : `ended by ${by}`)),
    );
  });
}

/** Programs such as git's for HTTP notice only late that who started them is gone, so their whole group is ended. */
function end({ exitCode, pid, signalCode }: ChildProcess, leadsGroup: boolean): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(leadsGroup ? -pid : pid, 'SIGTERM');
  } catch {
    // It has ended, though nobody has been told yet.
  }
}

/** On a terminal, programs may ask for passwords, which those of another session cannot; there Ctrl-C ends them all anyway. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
