import { statSync } from 'node:fs';
import { BuildError } from '../build-error.ts';
import { reasonOf } from '../context/file-error.ts';
import type { Environment } from '../environment.ts';
import { startKeyAgent } from './key-agent.ts';

/** An SSH agent for steps: the id they name it by, and the agent's socket or files with keys; SSH_AUTH_SOCK if empty. */
export interface SshForward {
  readonly id: string;
  readonly paths: readonly string[];
}

/** The agents of a build. */
export interface Agents {
  /** Paths of sockets, by id. */
  readonly sockets: ReadonlyMap<string, string>;
  /** Ends those that were started for the build. */
  close(): void;
}

/**
 * Finds the agents, and starts one where keys were given, which are waited for until the signal is aborted. Throws a BuildError for an
 * agent or key that is not there.
 */
export async function openAgents(
  forwards: readonly SshForward[],
  environment: Environment,
  signal: AbortSignal = new AbortController().signal,
): Promise<Agents> {
  const sockets = new Map<string, string>();
  const started: { close(): void }[] = [];
  const close = (): void => {
    for (const agent of started) agent.close();
  };
  try {
    for (const { id, paths } of forwards) {
      const known = socketOf(id, paths, environment);
      const agent = known === undefined ? await startKeyAgent(paths, environment, signal) : undefined;
      if (agent !== undefined) started.push(agent);
      sockets.set(id, known ?? agent?.socket ?? '');
    }
  } catch (error) {
    close();
    throw error;
  }
  return { sockets, close };
}

/** The socket of an agent that runs; undefined where the paths are those of keys. */
function socketOf(id: string, paths: readonly string[], environment: Environment): string | undefined {
  const [first] = paths;
  if (first === undefined) {
    const socket = environment.SSH_AUTH_SOCK ?? '';
    if (socket === '')
      throw missing(
        `the SSH agent ${id} needs SSH_AUTH_SOCK to be set: start ssh-agent, or give --ssh ${id}=SOCKET`,
      );
    return socket;
  }
  const kinds = new Set(paths.map(isSocket));
  if (kinds.has(true) && paths.length > 1)
    throw missing(`the SSH agent ${id} is given as a socket and something else: give one socket, or keys`);
  return kinds.has(true) ? first : undefined;
}

function isSocket(path: string): boolean {
  try {
    return statSync(path).isSocket();
  } catch (error) {
    throw missing(`cannot use ${path} as SSH agent or key: ${reasonOf(error)}`, error);
  }
}

function missing(message: string, cause?: unknown): BuildError {
  return new BuildError('SECRET_UNREADABLE', message, { cause });
}
