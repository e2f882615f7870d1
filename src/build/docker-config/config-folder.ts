import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from '../environment.ts';

/** The user's home directory: HOME, else what the system knows. */
export function homeFolder(environment: Environment): string {
  return environment.HOME || homedir();
}

/** Where docker keeps its configuration, contexts and certificates: DOCKER_CONFIG, else `~/.docker`. */
export function defaultConfigFolder(environment: Environment): string {
  return environment.DOCKER_CONFIG
    ? resolve(environment.DOCKER_CONFIG)
    : join(homeFolder(environment), '.docker');
}
