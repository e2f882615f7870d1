import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { BuildEvent, BuildOptions } from '../../src/build/index.ts';

/** How a build in a process of its own ended. */
interface ProcessOutcome {
  /** Of the process, which ended by itself; `null` where it was killed. */
  readonly exitCode: number | null;
  readonly stderr: string;
  /** How long it went on once its signal was aborted, or its reader left, in milliseconds by its own clock. */
  readonly delay: number;
  /** The kinds of the events, in order, behind `begun`, and at last `over` or the code of the error. */
  readonly told: readonly string[];
}

/** A build that runs in a process of its own. */
interface OwnProcess {
  /** Aborts the build's signal, once the build has begun. */
  abort(): Promise<void>;
  readonly outcome: Promise<ProcessOutcome>;
}

/** What can be sent to a process; `-` as context is its standard input, which stays open. The environment has PATH besides. */
type PlainOptions = Omit<BuildOptions, 'context' | 'signal'> & { readonly context: string };

const PROGRAM = `
import { build } from 'dockerfile-dlint/build';
const { options, breakAt } = JSON.parse(process.argv[1]);
const stop = new AbortController();
let stopped = NaN;
const noteStop = () => { stopped = performance.now(); };
process.once('SIGUSR2', () => { noteStop(); stop.abort(); });
process.once('exit', () => console.log(performance.now() - stopped));
const context = options.context === '-' ? process.stdin : options.context;
const environment = { PATH: process.env.PATH, ...options.environment };
console.log('begun');
try {
  for await (const { kind } of build({ ...options, context, environment, signal: stop.signal })) {
    console.log(kind);
    if (kind === breakAt) { noteStop(); break; }
  }
  console.log('over');
} catch (error) {
  console.log(error.code ?? String(error));
}
`;

/**
 * Builds with the bundle in a process of its own, which shows what a test in this one cannot: that nothing holds a program up once the
 * build is over, and that no rejection goes unheard. With `breakAt` its reader leaves at the first such event.
 */
export function buildInOwnProcess(options: PlainOptions, breakAt?: BuildEvent['kind']): OwnProcess {
  const args = ['--input-type=module', '-e', PROGRAM, JSON.stringify({ options, breakAt })];
  // Without the terminal that the tests may run on, as a server has none.
  const child = spawn(process.execPath, args, { cwd: join(import.meta.dirname, '../..'), detached: true });
  const begun = new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  const outcome = Promise.all([ended, text(child.stdout), text(child.stderr)]).then(
    ([exitCode, stdout, stderr]) => {
      const told = stdout.trim().split('\n');
      return { exitCode, stderr, delay: Number(told.pop()), told };
    },
  );
  const abort = async (): Promise<void> => {
    await begun;
    child.kill('SIGUSR2');
  };
  return { abort, outcome };
}
