import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { excludedCodes, ShellCheckError } from './engine.ts';
import type { Environment } from './environment.ts';
import { PROGRAM } from './program.ts';
import { type Remark, readRemark } from './remark.ts';

/** Fewer scripts than this are not worth one more process. */
const LEAST_PER_PROCESS = 8;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** The version of the `shellcheck` on the PATH; `null` where there is none. */
export async function readVersion(env: Environment): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(PROGRAM, ['--version'], { cwd: tmpdir(), env });
    return /^version: (\S+)/m.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Checks scripts with as many processes as are worth it, `most` at most. Throws a `ShellCheckError`. */
export async function checkInProcesses(
  scripts: readonly string[],
  most: number,
  env: Environment,
  signal: AbortSignal,
): Promise<readonly (readonly Remark[])[]> {
  const folder = await onDisk(mkdtemp(join(tmpdir(), 'dlint-shellcheck-')));
  try {
    await onDisk(Promise.all(scripts.map((script, index) => writeFile(join(folder, String(index)), script))));
    const count = Math.min(most, Math.ceil(scripts.length / LEAST_PER_PROCESS));
    const outputs = deal(scripts.keys(), count).map((files) => runOnce(files, folder, env, signal));
    return collect((await Promise.all(outputs)).flat(), scripts.length);
  } finally {
    await onDisk(rm(folder, { recursive: true, force: true }));
  }
}

async function onDisk<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    // Behind the reason stands a name made up for this once.
    const [reason] = String(error)
      .replace(/^Error: /, '')
      .split(', ', 1);
    throw new ShellCheckError(`shellcheck cannot be given its scripts in ${tmpdir()}: ${reason}`, {
      cause: error,
    });
  }
}

/** Deals out as cards: scripts of one file are alike in length. */
function deal(indices: Iterable<number>, count: number): readonly (readonly number[])[] {
  const hands = Array.from({ length: count }, (): number[] => []);
  for (const index of indices) hands[index % count]?.push(index);
  return hands;
}

function runOnce(
  files: readonly number[],
  cwd: string,
  env: Environment,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const args = ['--norc', '--format=json1', `--exclude=${excludedCodes.join(',')}`, ...files.map(String)];
  return new Promise((resolve, reject) => {
    execFile(PROGRAM, args, { cwd, env, signal, maxBuffer: MOST_OUTPUT }, (error, stdout, stderr) => {
      if (signal.aborted) return reject(signal.reason);
      const comments = readComments(stdout);
      // It exits with 1 where it found something.
      if (comments !== null && (error === null || error.code === 1)) return resolve(comments);
      const reason = stderr.trim().split('\n', 1)[0] || error?.message || 'its output cannot be read';
      reject(new ShellCheckError(`shellcheck failed: ${reason}`));
    });
  });
}

function readComments(output: string): readonly unknown[] | null {
  try {
    const { comments } = JSON.parse(output);
    return Array.isArray(comments) ? comments : null;
  } catch {
    return null;
  }
}

/** Sorts the remarks by their files, which are called by their scripts' numbers. */
function collect(comments: readonly unknown[], count: number): readonly (readonly Remark[])[] {
  const all = Array.from({ length: count }, (): Remark[] => []);
  for (const comment of comments) {
    const remark = readRemark(comment);
    if (remark === null) throw new ShellCheckError('shellcheck failed: its output cannot be read');
    all[Number((comment as { readonly file?: unknown }).file)]?.push(remark); // an object, or it were no remark
  }
  return all;
}
