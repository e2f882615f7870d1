import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { BuildError } from '../build-error.ts';
import { reasonOf } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';
import { readGivenFile } from '../read-given-file.ts';

/** An SSH agent of our own that holds keys from files. */
export interface KeyAgent {
  readonly socket: string;
  /** Ends the agent. */
  close(): void;
}

/**
 * Starts OpenSSH's agent and adds keys to it, which may be pipes: they are waited for until the signal is aborted. Throws a BuildError for a
 * key that cannot be read or has a passphrase.
 */
export async function startKeyAgent(
  keys: readonly string[],
  environment: Environment,
  signal: AbortSignal,
): Promise<KeyAgent> {
  const folder = mkdtempSync(join(tmpdir(), 'dlint-agent-'));
  const socket = join(folder, 'agent.sock');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const close = (): void => {
    agent.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(agent);
    for (const key of keys) {
      await addKey(key, await readKey(key, signal), { ...environment, SSH_AUTH_SOCK: socket });
    }
    return { socket, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The agent says where it listens as soon as it does. */
async function listening(agent: ChildProcess): Promise<void> {
  const ended = once(agent, 'exit').then(() => {
    throw unusable('ssh-agent, which is needed to use keys from files, ended at once');
  });
  const said = agent.stdout === null ? ended : once(agent.stdout, 'data');
  try {
    await Promise.race([said, ended]);
  } catch (error) {
    if (error instanceof BuildError) throw error;
    throw unusable(
      `ssh-agent, which is needed to use keys from files, cannot be run: ${reasonOf(error)}`,
      error,
    );
  }
}

/** The key goes through standard input, as a file that others may read would be refused; nobody is asked for a passphrase. */
async function addKey(key: string, content: Uint8Array, environment: Environment): Promise<void> {
  const child = spawn('ssh-add', ['-q', '-'], {
    env: { ...environment, SSH_ASKPASS: 'false', SSH_ASKPASS_REQUIRE: 'force' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(content);
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]).catch(
    (error: unknown) => {
      throw unusable(
        `ssh-add, which is needed to use keys from files, cannot be run: ${reasonOf(error)}`,
        error,
      );
    },
  );
  if (code === 0) return;
  const reason = complaint.trim().split('\n').at(-1) || 'ssh-add refused it';
  throw unusable(
    `cannot use the SSH key ${key}: ${reason}; a key with a passphrase must be in an agent: run ssh-add, then give --ssh default`,
  );
}

async function readKey(path: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await readGivenFile(path, signal);
  } catch (error) {
    throw unusable(`cannot read the SSH key ${path}: ${reasonOf(error)}`, error);
  }
}

function unusable(message: string, cause?: unknown): BuildError {
  return new BuildError('SECRET_UNREADABLE', message, { cause });
}
