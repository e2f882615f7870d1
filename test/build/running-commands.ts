import { readdirSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';

/** A `sleep` that no other test runs, and its processes. */
export interface OwnSleep {
  /** As a shell runs it: `sleep 123456`. */
  readonly command: string;
  /** The ids of the processes that run it, in whatever container. */
  running(): readonly number[];
}

/** A step of a build that does not end by itself; what is left of it is ended when the test is over. */
export function ownSleep(): OwnSleep {
  const command = `sleep ${100_000 + Math.floor(Math.random() * 800_000)}`;
  const running = () => processIds().filter((id) => commandLine(id) === command);
  onTestFinished(() => {
    for (const id of running()) killIfRunning(id);
  });
  return { command, running };
}

/** Ends a process that may have ended by itself. */
export function killIfRunning(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

function processIds(): readonly number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function commandLine(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    // It ended in the meantime.
    return '';
  }
}
