import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from '../environment.ts';

/** The user's home directory: HOME, else what the system knows; the working directory, as for docker, where it knows none. */
export function homeFolder(environment: Environment): string {
  if (environment.HOME) return environment.HOME;
  try {
    return homedir();
  } catch {
    // The user has a number, but no entry among the users, as in many containers.
    return resolve('.');
  }
}

/** Where docker keeps its configuration, contexts and certificates: DOCKER_CONFIG, else `~/.docker`. */
export function defaultConfigFolder(environment: Environment): string {
  return environment.DOCKER_CONFIG
    ? resolve(environment.DOCKER_CONFIG)
    : join(homeFolder(environment), '.docker');
}
