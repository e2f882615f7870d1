import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Copies a program of this machine and the libraries it loads into a folder, at their own paths, so that an image can have it. */
export function copyProgram(program: string, folder: string): void {
  const path = execFileSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).trim();
  copyFile(path, folder);
  copyLibraries(path, folder);
}

/** Copies what a program or library loads into a folder, each at its own path. */
export function copyLibraries(file: string, folder: string): void {
  const libraries = execFileSync('ldd', [file], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g);
  for (const [, library = ''] of libraries) copyFile(library, folder);
}

function copyFile(file: string, folder: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  cpSync(file, join(folder, file), { dereference: true });
}
