import { describe, expect, it } from 'vitest';
import { Progress } from '../../src/cli/lint/progress.ts';

/** A run that writes to one screen, with a clock that goes as it is told. */
function runOn(isTerminal: boolean) {
  let screen = '';
  let time = 0;
  const output = {
    write: (chunk: string | Uint8Array) => {
      screen += chunk;
    },
    isTerminal,
  };
  const io = {
    get stdin(): never {
      throw new Error('standard input is not to be touched');
    },
    stdout: output,
    stderr: output,
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
  };
  const progress = new Progress(io, () => time);
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    progress.step();
  };
  return { progress, pass, screen: () => screen };
}

describe('progress', () => {
  it('is shown on a terminal after a second, and not too often', () => {
    const { pass, progress, screen } = runOn(true);
    progress.start(9);
    for (const milliseconds of [500, 499, 1, 50, 50]) pass(milliseconds);
    expect(screen()).toBe('\r3 of 9 files\r5 of 9 files');
    progress.clear();
    expect(screen()).toMatch(/5 of 9 files\r\u001B\[K$/);
    progress.clear();
    expect(screen().match(/\u001B\[K/g)).toHaveLength(1);
  });

  it('goes away before anything else is written', () => {
    const { pass, progress, screen } = runOn(true);
    progress.start(9);
    pass(1000);
    progress.io.stdout.write('finding\n');
    progress.io.stderr.write('note\n');
    expect(screen()).toBe('\r1 of 9 files\r\u001B[Kfinding\nnote\n');
  });

  it('is not shown for the last file, nor in a pipe', () => {
    const terminal = runOn(true);
    terminal.progress.start(1);
    terminal.pass(5000);
    expect(terminal.screen()).toBe('');
    const pipe = runOn(false);
    pipe.progress.start(9);
    pipe.pass(5000);
    expect(pipe.screen()).toBe('');
  });
});
