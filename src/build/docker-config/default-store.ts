import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from '../environment.ts';

/** The credential helper that docker takes where its configuration names none and holds no credentials, if it is on PATH. */
export function defaultStore(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const name = nameFor(platform, environment);
  return isProgram(`docker-credential-${name}`, environment) ? name : undefined;
}

function nameFor(platform: NodeJS.Platform, environment: Environment): string {
  if (platform === 'darwin') return 'osxkeychain';
  if (platform === 'win32') return 'wincred';
  return isProgram('pass', environment) ? 'pass' : 'secretservice';
}

function isProgram(name: string, environment: Environment): boolean {
  return (environment.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
